import { Route, Routes } from 'react-router-dom';
import { AnswerPage } from './AnswerPage';
import { InventoryPage } from './InventoryPage';

/** The inventory, and below it a team's answer. */
export function InventoryRoutes() {
  return (
    <Routes>
      <Route index element={<InventoryPage />} />
      <Route path="answer/:namespace/:name" element={<AnswerPage />} />
    </Routes>
  );
}
