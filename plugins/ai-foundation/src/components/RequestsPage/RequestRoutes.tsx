import { Route, Routes } from 'react-router-dom';
import { RequestPage } from '../RequestPage';
import { RequestsPage } from './RequestsPage';

/** All requests, and below them each one by its id. */
export function RequestRoutes() {
  return (
    <Routes>
      <Route index element={<RequestsPage />} />
      <Route path=":id" element={<RequestPage />} />
    </Routes>
  );
}
