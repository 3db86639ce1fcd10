import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { keyCheckSchema, keyRequestSchema, keySchema } from '../schemas';
import { listOf } from '../schemas/primitives';

const ofKey = z.object({ id: z.string() });
const withReason = z.object({ reason: z.string().trim().min(3).max(2_000) });

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
    params: ofKey,
    response: keySchema,
  }),

  rotateKey: defineRoute({
    method: 'post',
    path: '/keys/{id}/rotations',
    summary:
      'Give a key a new secret; the earlier one works until the overlap ends',
    params: ofKey,
    body: z.object({
      overlapHours: z.number().int().min(1).max(168).default(24),
    }),
    response: z.object({ key: keySchema, secret: z.string() }),
    status: 201,
  }),

  endKeyOverlap: defineRoute({
    method: 'delete',
    path: '/keys/{id}/overlap',
    summary: "End a rotation's overlap; the earlier secret stops within 2 s",
    params: ofKey,
    response: keySchema,
  }),

  suspendKey: defineRoute({
    method: 'post',
    path: '/keys/{id}/suspension',
    summary: 'Suspend a key; it stops working within 2 s until it is resumed',
    params: ofKey,
    body: withReason,
    response: keySchema,
  }),

  resumeKey: defineRoute({
    method: 'post',
    path: '/keys/{id}/resumption',
    summary: 'Resume a key that somebody suspended',
    params: ofKey,
    body: withReason,
    response: keySchema,
  }),
} as const;
