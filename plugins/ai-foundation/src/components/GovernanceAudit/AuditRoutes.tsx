import { Route, Routes } from 'react-router-dom';
import { AuditEntryPage } from './AuditEntryPage';
import { AuditPage } from './AuditPage';

/** All governance acts, and below them each one by its number. */
export function AuditRoutes() {
  return (
    <Routes>
      <Route index element={<AuditPage />} />
      <Route path=":seq" element={<AuditEntryPage />} />
    </Routes>
  );
}
