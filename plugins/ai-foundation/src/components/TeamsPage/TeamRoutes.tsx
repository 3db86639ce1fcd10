import { Route, Routes } from 'react-router-dom';
import { TeamPage } from './TeamPage';
import { TeamsPage } from './TeamsPage';

/** All teams, and below them each one by its name. */
export function TeamRoutes() {
  return (
    <Routes>
      <Route index element={<TeamsPage />} />
      <Route path=":namespace/:name" element={<TeamPage />} />
    </Routes>
  );
}
