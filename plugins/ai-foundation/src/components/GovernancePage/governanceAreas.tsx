import { ComponentType, lazy } from 'react';

/** A part of governance with a page of its own. */
export interface GovernanceArea {
  /** Below the governance page; its title is `governance.areas.<path>`. */
  path: 'models' | 'ceilings';
  Page: ComponentType;
}

/** In the order of the navigation; the inbox stands before them. */
export const governanceAreas: readonly GovernanceArea[] = [
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
];
