import {
  Inventory,
  InventoryItem,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays, OTHER_TEAM, TEAM } from './exampleTeams';

/** A use that nobody has decided about, unless told otherwise. */
export function exampleUse(
  use: Partial<InventoryItem> & Pick<InventoryItem, 'id' | 'tool'>,
): InventoryItem {
  return {
    teamRef: TEAM,
    purpose: 'Rewording mails',
    tier: 'internal',
    dataSourceRefs: [],
    sanctioned: false,
    source: 'self-report',
    reportedAt: inDays(-2),
    isNameHidden: true,
    disposition: 'unknown',
    isUndecided: true,
    ...use,
  };
}

/** One team has answered, one has not; one use of two waits. */
export const exampleInventory: Inventory = {
  state: {
    id: 'usage-inventory',
    state: 'not-met',
    reasons: [
      'Nobody has declared the inventory complete.',
      'These teams have not answered: Shipment Tracking.',
    ],
    inputs: {},
  },
  teams: [
    {
      teamRef: OTHER_TEAM,
      title: 'Route Planning',
      isMine: false,
      answer: {
        id: 'a1',
        teamRef: OTHER_TEAM,
        answer: 'none',
        uses: 0,
        answeredBy: 'user:default/elif.demir',
        answeredByName: 'Elif Demir',
        answeredAt: inDays(-3),
      },
    },
    { teamRef: TEAM, title: 'Shipment Tracking', isMine: true },
  ],
  items: [
    exampleUse({ id: 'u1', tool: 'ChatGPT in the browser' }),
    exampleUse({
      id: 'u2',
      tool: 'Delay Notifier',
      source: 'catalog',
      disposition: 'migrate',
      dispositionReason: 'Through the gateway.',
      isUndecided: false,
    }),
  ],
  runs: [],
  snapshotSha256: 'e'.repeat(64),
  obstacles: ['These teams have not answered: Shipment Tracking.'],
};
