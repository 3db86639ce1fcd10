import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { keyCheckSchema, keyRequestSchema, keySchema } from '../schemas';
import { listOf } from '../schemas/primitives';

/** Keys of the gateway. @public */
export const keysRoutes = {
  listKeys: defineRoute({
    method: 'get',
    path: '/keys',
    summary: "Keys of the caller's teams, or of one team or application",
    query: z.object({ owner: listOf.optional() }),
    response: z.object({ items: z.array(keySchema) }),
  }),

  checkKeyRequest: defineRoute({
    method: 'post',
    path: '/keys/check',
    summary: 'What would be decided about a key request, and why',
    body: keyRequestSchema,
    response: keyCheckSchema,
  }),

  issueKey: defineRoute({
    method: 'post',
    path: '/keys',
    summary: 'Issue a key; this answer alone holds its secret',
    body: keyRequestSchema,
    response: z.object({ key: keySchema, secret: z.string() }),
    status: 201,
  }),

  revokeKey: defineRoute({
    method: 'delete',
    path: '/keys/{id}',
    summary: 'Revoke a key; it stops working within 2 s',
    params: z.object({ id: z.string() }),
    response: keySchema,
  }),
} as const;
