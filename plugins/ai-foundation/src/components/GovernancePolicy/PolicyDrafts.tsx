import { Route, Routes } from 'react-router-dom';
import { DraftListPage } from './DraftListPage';
import { DraftPage } from './DraftPage';

/** Every draft of the policy, and below it one by its id. */
export function PolicyDrafts() {
  return (
    <Routes>
      <Route index element={<DraftListPage />} />
      <Route path=":id" element={<DraftPage />} />
    </Routes>
  );
}
