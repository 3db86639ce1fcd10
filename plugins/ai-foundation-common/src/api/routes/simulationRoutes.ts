import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  changeReplayRequestSchema,
  changeReplaySchema,
  gatewayOperationSchema,
  simulationRequestSchema,
  simulationSchema,
} from '../schemas';

/** What the gateway would do. @public */
export const simulationRoutes = {
  listOperations: defineRoute({
    method: 'get',
    path: '/simulate/operations',
    summary: 'What clients can call at the gateway, dialect by dialect',
    response: z.object({ items: z.array(gatewayOperationSchema) }),
  }),

  simulate: defineRoute({
    method: 'post',
    path: '/simulate',
    summary: 'What the gateway would do with a request, and why',
    body: simulationRequestSchema,
    response: simulationSchema,
  }),

  replayChange: defineRoute({
    method: 'post',
    path: '/simulate/changes',
    summary: 'What a change of the rules would have meant for past requests',
    body: changeReplayRequestSchema,
    response: changeReplaySchema,
  }),
} as const;
