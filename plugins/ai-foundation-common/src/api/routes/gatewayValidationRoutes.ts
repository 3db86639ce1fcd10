import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  validationKindSchema,
  validationRunDetailSchema,
  validationRunSchema,
  validationStateSchema,
} from '../schemas';

/** What the gateway proves about itself. */
export const gatewayValidationRoutes = {
  getValidation: defineRoute({
    method: 'get',
    path: '/gateway/validation',
    summary: 'Where each kind of validation stands, and why',
    response: z.object({ items: z.array(validationStateSchema) }),
  }),

  listValidationRuns: defineRoute({
    method: 'get',
    path: '/gateway/validation/runs',
    summary: 'Validation runs, the newest first',
    query: z.object({
      kind: validationKindSchema.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: z.object({ items: z.array(validationRunSchema) }),
  }),

  getValidationRun: defineRoute({
    method: 'get',
    path: '/gateway/validation/runs/{id}',
    summary: 'One validation run with every check',
    params: z.object({ id: z.string() }),
    response: validationRunDetailSchema,
  }),

  runProbes: defineRoute({
    method: 'post',
    path: '/gateway/validation/probes',
    summary: 'Try every way into the gateway that must be closed',
    response: validationRunDetailSchema,
    status: 201,
  }),

  runRevocationDrill: defineRoute({
    method: 'post',
    path: '/gateway/validation/revocation-drills',
    summary: 'Measure how fast a suspended and a revoked key stop everywhere',
    response: validationRunDetailSchema,
    status: 201,
  }),

  runLogFreshness: defineRoute({
    method: 'post',
    path: '/gateway/validation/log-freshness',
    summary: 'Measure how soon a request can be read in the log',
    response: validationRunDetailSchema,
    status: 201,
  }),

  runProviderChecks: defineRoute({
    method: 'post',
    path: '/gateway/validation/providers',
    summary: 'Ask every provider whether it knows the credential',
    response: validationRunDetailSchema,
    status: 201,
  }),

  runEndToEnd: defineRoute({
    method: 'post',
    path: '/gateway/validation/end-to-end',
    summary: 'Send one request the whole way with a validation key',
    body: z.object({
      /** Used once, in memory, and never written anywhere. */
      secret: z.string().min(1).max(200),
      /** Name of a chat model; the first of the key where there is none. */
      model: z.string().min(1).max(200).optional(),
    }),
    response: validationRunDetailSchema,
    status: 201,
  }),
} as const;
