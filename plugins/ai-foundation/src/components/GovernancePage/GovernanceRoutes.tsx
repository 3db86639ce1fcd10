import { Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { InboxPage } from '../GovernanceInbox';
import { Lines } from '../Lines';
import { AreaGate } from './AreaGate';
import { governanceAreas } from './governanceAreas';
import { GovernanceNavigation } from './GovernanceNavigation';

/** What waits for a decision, and below it each area of governance. */
export function GovernanceRoutes() {
  return (
    <>
      <GovernanceNavigation />
      <Suspense fallback={<Lines count={4} />}>
        <Routes>
          <Route index element={<InboxPage />} />
          {governanceAreas.map(({ path, Page }) => (
            <Route
              key={path}
              path={`${path}/*`}
              element={
                <AreaGate path={path}>
                  <Page />
                </AreaGate>
              }
            />
          ))}
        </Routes>
      </Suspense>
    </>
  );
}
