import { ComponentType, lazy } from 'react';

/** A part of governance with a page of its own. */
export interface GovernanceArea {
  /** Below the governance page; its title is `governance.areas.<path>`. */
  path:
    | 'exemptions'
    | 'data'
    | 'policy'
    | 'circulation'
    | 'models'
    | 'ceilings'
    | 'seats'
    | 'inventory'
    | 'audit'
    | 'keys'
    | 'findings';
  Page: ComponentType;
}

/** In the order of the navigation; the inbox stands before them. */
export const governanceAreas: readonly GovernanceArea[] = [
  {
    path: 'policy',
    Page: lazy(() =>
      import('../GovernancePolicy').then(m => ({ default: m.PolicyDrafts })),
    ),
  },
  {
    path: 'circulation',
    Page: lazy(() =>
      import('../GovernanceCirculation').then(m => ({
        default: m.CirculationRoutes,
      })),
    ),
  },
  {
    path: 'exemptions',
    Page: lazy(() =>
      import('../GovernanceExemptions').then(m => ({
        default: m.ExemptionsPage,
      })),
    ),
  },
  {
    path: 'data',
    Page: lazy(() =>
      import('../GovernanceData').then(m => ({ default: m.DataPage })),
    ),
  },
  {
    path: 'models',
    Page: lazy(() =>
      import('../GovernanceModels').then(m => ({
        default: m.ModelDecisionsPage,
      })),
    ),
  },
  {
    path: 'ceilings',
    Page: lazy(() =>
      import('../GovernanceCeilings').then(m => ({ default: m.CeilingsPage })),
    ),
  },
  {
    path: 'keys',
    Page: lazy(() =>
      import('../GovernanceKeys').then(m => ({ default: m.KeysPage })),
    ),
  },
  {
    path: 'findings',
    Page: lazy(() =>
      import('../GovernanceFindings').then(m => ({ default: m.FindingsPage })),
    ),
  },
  {
    path: 'seats',
    Page: lazy(() =>
      import('../GovernanceSeats').then(m => ({ default: m.SeatsPage })),
    ),
  },
  {
    path: 'inventory',
    Page: lazy(() =>
      import('../GovernanceInventory').then(m => ({
        default: m.InventoryRoutes,
      })),
    ),
  },
  {
    path: 'audit',
    Page: lazy(() =>
      import('../GovernanceAudit').then(m => ({ default: m.AuditRoutes })),
    ),
  },
];
