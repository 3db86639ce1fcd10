import { Route, Routes } from 'react-router-dom';
import { ModelComparisonPage } from '../ModelComparison';
import { ProposeModelPage } from '../ProposeModel';
import { ModelsPage } from './ModelsPage';

/** All models, and below them the comparison and the form that proposes one. */
export function ModelRoutes() {
  return (
    <Routes>
      <Route index element={<ModelsPage />} />
      <Route path="compare" element={<ModelComparisonPage />} />
      <Route path="propose" element={<ProposeModelPage />} />
    </Routes>
  );
}
