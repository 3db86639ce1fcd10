import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { modelSchema, tierSchema } from '../schemas';

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
      decision: z.enum(['approved', 'suspended', 'retired']),
      /** `governedSha256` of the model that was looked at. */
      governedSha256: z.string(),
      reason: z.string().trim().min(3).max(2_000),
    }),
    response: modelSchema,
    status: 201,
  }),

  listTiers: defineRoute({
    method: 'get',
    path: '/tiers',
    summary: 'The data tiers, the least sensitive first',
    response: z.object({ items: z.array(tierSchema) }),
  }),
} as const;
