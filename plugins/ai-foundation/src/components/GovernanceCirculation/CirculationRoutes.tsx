import { Route, Routes } from 'react-router-dom';
import { CampaignPage } from './CampaignPage';
import { CampaignsPage } from './CampaignsPage';

/** All campaigns, and below them each one by its version. */
export function CirculationRoutes() {
  return (
    <Routes>
      <Route index element={<CampaignsPage />} />
      <Route path=":version" element={<CampaignPage />} />
    </Routes>
  );
}
