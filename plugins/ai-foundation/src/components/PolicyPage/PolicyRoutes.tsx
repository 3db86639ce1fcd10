import { Route, Routes } from 'react-router-dom';
import { OldVersionPage } from './OldVersionPage';
import { PolicyPage } from './PolicyPage';

/** The policy in force, and below it every version by its number. */
export function PolicyRoutes() {
  return (
    <Routes>
      <Route index element={<PolicyPage />} />
      <Route path=":version" element={<OldVersionPage />} />
    </Routes>
  );
}
