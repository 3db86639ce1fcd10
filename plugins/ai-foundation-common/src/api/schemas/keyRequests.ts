import { z } from 'zod';
import { keyUseLimitsSchema, keyRequestSchema } from './keys';
import { instant, picoUsd } from './primitives';

/** @public */
export const keyRequestStateSchema = z.enum([
  'requested',
  'approved',
  'refused',
  'withdrawn',
  'collected',
  'expired',
]);
/** @public */
export type KeyRequestState = z.infer<typeof keyRequestStateSchema>;

const reason = z.string().trim().min(3).max(2_000);

/** @public */
export const keyRequestSubmissionSchema = keyRequestSchema.extend({
  /** Why the key has to go beyond what policy issues by itself. */
  justification: reason,
});
/** @public */
export type KeyRequestSubmission = z.input<typeof keyRequestSubmissionSchema>;

/** A key that somebody asked for and a person decides on. @public */
export const submittedKeyRequestSchema = z.object({
  id: z.string(),
  state: keyRequestStateSchema,
  ownerRef: z.string(),
  teamRef: z.string(),
  applicationRef: z.string().optional(),
  kind: z.string(),
  purpose: z.string(),
  models: z.array(z.string()),
  tier: z.string(),
  expiresInDays: z.number().int(),
  ceilingPicoUsd: picoUsd.optional(),
  /** Those that it asks for. */
  limits: keyUseLimitsSchema.optional(),
  justification: z.string(),
  /** What goes beyond the limits, in words. */
  needs: z.array(z.string()),
  requestedBy: z.string(),
  requestedAt: instant,
  /** When it ends unless it is decided, or collected, before. */
  endsAt: instant,
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
  decisionReason: z.string().optional(),
  /** Id of the key that came of it. */
  keyId: z.string().optional(),
});
/** @public */
export type SubmittedKeyRequest = z.infer<typeof submittedKeyRequestSchema>;

/** @public */
export const keyRequestDecisionSchema = z.object({
  ids: z.array(z.string().min(1).max(36)).min(1).max(100),
  decision: z.enum(['approved', 'refused']),
  reason,
});

/** What became of one request of several that were decided together. @public */
export const keyRequestDecisionResultSchema = z.object({
  id: z.string(),
  decided: z.boolean(),
  /** Why not. */
  problem: z.string().optional(),
});
