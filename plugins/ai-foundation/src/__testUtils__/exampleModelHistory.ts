import {
  ModelHistory,
  PricePeriod,
  PriceSuggestion,
  Provider,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { exampleModels } from './exampleModels';

const SHA = '3b'.repeat(32);

/** Approved in October, and suspended for a day before that. */
export const exampleModelHistory: ModelHistory = {
  items: [
    {
      id: '2',
      decision: 'approved',
      decidedBy: 'user:default/viktor.halvorsen',
      decidedAt: '2026-10-02T09:00:00.000Z',
      reason: 'Data terms reviewed; no training on API data.',
      governedSha256: SHA,
      changes: [
        { field: 'tier', before: 'public', after: 'internal' },
        { field: 'prices/2026-01-01/cachedInput', after: '1.25' },
      ],
    },
    {
      id: '1',
      decision: 'suspended',
      decidedBy: 'user:default/rafael.ortega',
      decidedAt: '2026-10-01T09:00:00.000Z',
      reason: 'The terms are unclear.',
      governedSha256: SHA,
      changes: [],
    },
  ],
  changes: [],
};

/** A price in force, and a higher one to come. */
export const examplePrices: PricePeriod[] = [
  {
    priceVersion: SHA,
    from: '2027-01-01T00:00:00.000Z',
    price: { ...exampleModels[0].price!, input: '3.00' },
    decisionId: '2',
    approvedBy: 'user:default/viktor.halvorsen',
    approvedAt: '2026-10-02T09:00:00.000Z',
  },
  {
    priceVersion: SHA,
    from: '2026-10-02T09:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    price: exampleModels[0].price!,
    decisionId: '2',
    approvedBy: 'user:default/viktor.halvorsen',
    approvedAt: '2026-10-02T09:00:00.000Z',
  },
];

export const exampleProviders: Provider[] = [
  { id: 'openai', external: true },
  { id: 'inhouse', external: false },
];

export const exampleSuggestion: PriceSuggestion = {
  source: {
    name: 'genai-prices',
    version: '0.1.8',
    publishedOn: '2026-09-23',
  },
  suggestion: {
    rates: { input: '1.25', cachedInput: '0.125', output: '10' },
    contextWindow: 400_000,
    pages: ['https://provider.example/pricing'],
    notes: ['It is also charged for web_searches_kcount.'],
  },
};
