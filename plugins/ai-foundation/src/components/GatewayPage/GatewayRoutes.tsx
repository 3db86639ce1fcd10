import { Route, Routes } from 'react-router-dom';
import { GatewayPage } from './GatewayPage';
import { ValidationRunPage } from './ValidationRunPage';

/** How the gateway is, and below it each record of a proof. */
export function GatewayRoutes() {
  return (
    <Routes>
      <Route index element={<GatewayPage />} />
      <Route path="runs/:id" element={<ValidationRunPage />} />
    </Routes>
  );
}
