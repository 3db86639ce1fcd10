import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { ceilingSchema, ceilingScopeSchema } from '../schemas';

/** Cost ceilings. @public */
export const ceilingsRoutes = {
  listCeilings: defineRoute({
    method: 'get',
    path: '/ceilings',
    summary: 'The cost ceilings, with what is spent and held now',
    query: z.object({ team: z.string().optional() }),
    response: z.object({ items: z.array(ceilingSchema) }),
  }),

  setCeiling: defineRoute({
    method: 'put',
    path: '/ceilings',
    summary: 'Set the monthly ceiling of a scope',
    body: z.object({
      scope: ceilingScopeSchema,
      /** A decimal string of dollars, more than zero. */
      amountUsd: z.string(),
      reason: z.string().trim().min(3).max(2_000),
    }),
    response: ceilingSchema,
  }),
} as const;
