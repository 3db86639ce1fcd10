import {
  CostFigures,
  CostReport,
  Key,
  Profile,
  TeamAcknowledgements,
  TeamSummary,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An instant some days from now, so that examples do not age. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

export const TEAM = 'group:default/shipment-tracking';
export const OTHER_TEAM = 'group:default/route-planning';
export const APPLICATION = 'component:default/delay-notifier';

/** An engineer who has acknowledged the policy in force. */
export const exampleProfile: Profile = {
  userRef: 'user:default/amina.okafor',
  name: 'Amina Okafor',
  teams: [{ ref: TEAM, title: 'Shipment Tracking' }],
  applications: [
    { ref: APPLICATION, title: 'Delay Notifier', teamRef: TEAM },
    {
      ref: 'component:default/tracking-api',
      title: 'Tracking API',
      teamRef: TEAM,
    },
  ],
  aup: {
    currentVersion: '2.0',
    state: 'acknowledged',
    acknowledgedAt: inDays(-3),
  },
  demo: true,
  gateway: { openai: 'http://localhost:7007/api/ai-foundation/openai/v1' },
};

/** A key that works, unless told otherwise. */
export function exampleKey(key: Partial<Key> & Pick<Key, 'id'>): Key {
  return {
    kind: 'standard',
    issuance: 'automatic',
    requestedAt: inDays(-30),
    ownerRef: APPLICATION,
    teamRef: TEAM,
    applicationRef: APPLICATION,
    purpose: 'support-drafting',
    models: ['aimodel:default/gpt-4o-mini'],
    tier: 'internal',
    state: 'active',
    createdBy: 'user:default/amina.okafor',
    createdAt: inDays(-30),
    expiresAt: inDays(60),
    lastUsedAt: inDays(-0.02),
    aupVersion: '2.0',
    ...key,
  };
}

/** Figures of costs, none unless told otherwise. */
export function exampleFigures(
  figures: Partial<CostFigures> = {},
): CostFigures {
  return {
    requests: 0,
    failedRequests: 0,
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
    costPicoUsd: '0',
    estimatedCostPicoUsd: '0',
    ...figures,
  };
}

export const exampleTeams: TeamSummary[] = [
  {
    ref: TEAM,
    title: 'Shipment Tracking',
    parentRef: 'group:default/customer-engineering',
    members: 4,
    acknowledged: 3,
    activeKeys: 2,
    month: exampleFigures({
      requests: 18_204,
      failedRequests: 131,
      inputTokens: 41_870_000,
      cachedInputTokens: 9_200_000,
      outputTokens: 6_120_500,
      costPicoUsd: '61482340150000',
      estimatedCostPicoUsd: '120000000000',
    }),
  },
  {
    ref: OTHER_TEAM,
    title: 'Route Planning',
    members: 3,
    acknowledged: 3,
    activeKeys: 1,
    month: exampleFigures({
      requests: 902,
      failedRequests: 4,
      inputTokens: 1_200_000,
      outputTokens: 220_000,
      costPicoUsd: '5200000000000',
    }),
  },
  {
    ref: 'group:default/warehouse-systems',
    title: 'Warehouse Systems',
    members: 5,
    acknowledged: 0,
    activeKeys: 0,
    month: exampleFigures(),
  },
];

export const exampleAcknowledgements: TeamAcknowledgements = {
  teamRef: TEAM,
  version: '2.0',
  acknowledged: 1,
  rollUp: {
    who: 'key-holders-and-lead',
    percent: 100,
    state: 'not-met',
    keyHolders: { acknowledged: 1, total: 2 },
    everyone: { acknowledged: 1, total: 3 },
    lead: { userRef: 'user:default/amina.okafor', acknowledged: true },
  },
  members: [
    {
      userRef: 'user:default/amina.okafor',
      name: 'Amina Okafor',
      holdsKeys: true,
      state: 'acknowledged',
      version: '2.0',
      acknowledgedAt: inDays(-3),
    },
    {
      userRef: 'user:default/jonas.lindqvist',
      name: 'Jonas Lindqvist',
      holdsKeys: true,
      state: 'outdated',
      version: '1.0',
      acknowledgedAt: inDays(-80),
    },
    {
      userRef: 'user:default/marta.kowalska',
      name: 'Marta Kowalska',
      holdsKeys: false,
      state: 'pending',
    },
  ],
};

/** Costs of `days` days for two teams and two models, with a weekly rhythm. */
export function exampleCosts(days: number): CostReport {
  const rows = Array.from({ length: days }, (_, index) => index).flatMap(
    index => {
      const day = inDays(index - days + 1).slice(0, 10);
      const weight = [0, 6].includes(new Date(day).getUTCDay()) ? 1 : 9;
      return [
        {
          teamRef: TEAM,
          modelRef: 'aimodel:default/gpt-4o',
          picoUsd: weight * 310_000_000_000 + index * 20_000_000_000,
        },
        {
          teamRef: OTHER_TEAM,
          modelRef: 'aimodel:default/gpt-4o-mini',
          picoUsd: weight * 41_000_000_000 + 1_475_000,
        },
      ].map(({ picoUsd, ...row }) => ({
        ...row,
        day,
        ...exampleFigures({
          requests: weight * 70,
          failedRequests: weight,
          inputTokens: weight * 120_000,
          cachedInputTokens: weight * 30_000,
          outputTokens: weight * 18_000,
          costPicoUsd: String(picoUsd),
          estimatedCostPicoUsd: String(weight * 1_000_000_000),
        }),
      }));
    },
  );
  const sum = (pick: (row: CostFigures) => string) =>
    String(rows.reduce((total, row) => total + BigInt(pick(row)), 0n));
  return {
    from: rows[0].day,
    to: rows[rows.length - 1].day,
    timeZone: 'Europe/Oslo',
    currency: 'USD',
    total: exampleFigures({
      requests: rows.reduce((total, row) => total + row.requests, 0),
      costPicoUsd: sum(row => row.costPicoUsd),
      estimatedCostPicoUsd: sum(row => row.estimatedCostPicoUsd),
    }),
    rows,
  };
}
