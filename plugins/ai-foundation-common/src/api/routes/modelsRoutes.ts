import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  modelHistorySchema,
  modelSchema,
  modelVerdictSchema,
  pricePeriodSchema,
  priceSuggestionSchema,
  providerSchema,
  tierSchema,
} from '../schemas';

/** Models and data tiers. @public */
export const modelsRoutes = {
  listModels: defineRoute({
    method: 'get',
    path: '/models',
    summary: 'The model catalog with each approval and price in force',
    response: z.object({ items: z.array(modelSchema) }),
  }),

  decideModel: defineRoute({
    method: 'post',
    path: '/models/{namespace}/{name}/decisions',
    summary: 'Approve, suspend or retire a model as it is now',
    params: z.object({ namespace: z.string(), name: z.string() }),
    body: z.object({
      decision: modelVerdictSchema,
      /** `governedSha256` of the model that was looked at. */
      governedSha256: z.string(),
      reason: z.string().trim().min(3).max(2_000),
    }),
    response: modelSchema,
    status: 201,
  }),

  listModelDecisions: defineRoute({
    method: 'get',
    path: '/models/{namespace}/{name}/decisions',
    summary: 'Every decision about a model, and what changed between them',
    params: z.object({ namespace: z.string(), name: z.string() }),
    response: modelHistorySchema,
  }),

  listModelPrices: defineRoute({
    method: 'get',
    path: '/models/{namespace}/{name}/prices',
    summary: 'When which price of a model applied, the newest first',
    params: z.object({ namespace: z.string(), name: z.string() }),
    response: z.object({ items: z.array(pricePeriodSchema) }),
  }),

  suggestModelPrice: defineRoute({
    method: 'get',
    path: '/models/price-suggestion',
    summary: 'What a public collection of prices says of a model',
    query: z.object({
      provider: z.string().min(1).max(63),
      /** The model's id at its provider. */
      model: z.string().min(1).max(200),
    }),
    response: priceSuggestionSchema,
  }),

  listProviders: defineRoute({
    method: 'get',
    path: '/providers',
    summary: 'The model providers that the gateway is configured for',
    response: z.object({ items: z.array(providerSchema) }),
  }),

  listTiers: defineRoute({
    method: 'get',
    path: '/tiers',
    summary: 'The data tiers, the least sensitive first',
    response: z.object({ items: z.array(tierSchema) }),
  }),
} as const;
