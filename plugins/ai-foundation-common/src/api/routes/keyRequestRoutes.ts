import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  keyRequestDecisionResultSchema,
  keyRequestDecisionSchema,
  keyRequestSubmissionSchema,
  keySchema,
  submittedKeyRequestSchema,
} from '../schemas';

const ofRequest = z.object({ id: z.string() });

/** Keys that need an approver. @public */
export const keyRequestRoutes = {
  submitKeyRequest: defineRoute({
    method: 'post',
    path: '/key-requests',
    summary: 'Ask an approver for a key that policy does not issue by itself',
    body: keyRequestSubmissionSchema,
    response: submittedKeyRequestSchema,
    status: 201,
  }),

  listKeyRequests: defineRoute({
    method: 'get',
    path: '/key-requests',
    summary: 'Key requests that the caller may see, the newest first',
    query: z.object({ scope: z.enum(['own', 'all']).default('own') }),
    response: z.object({ items: z.array(submittedKeyRequestSchema) }),
  }),

  decideKeyRequests: defineRoute({
    method: 'post',
    path: '/key-requests/decisions',
    summary: 'Approve or refuse key requests, each for itself, with one reason',
    body: keyRequestDecisionSchema,
    response: z.object({ items: z.array(keyRequestDecisionResultSchema) }),
  }),

  withdrawKeyRequest: defineRoute({
    method: 'delete',
    path: '/key-requests/{id}',
    summary: "Withdraw one's own key request",
    params: ofRequest,
    response: submittedKeyRequestSchema,
  }),

  collectKey: defineRoute({
    method: 'post',
    path: '/key-requests/{id}/collection',
    summary:
      "Issue the key of one's own approved request; this answer alone holds its secret",
    params: ofRequest,
    response: z.object({ key: keySchema, secret: z.string() }),
    status: 201,
  }),
} as const;
