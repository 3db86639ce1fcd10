import { z } from 'zod';
import { instant, sha256, tokens } from './primitives';

/** @public */
export const modelApprovalSchema = z.enum([
  /** no decision yet */
  'proposed',
  'approved',
  'suspended',
  'retired',
  /** the entity was edited after the approval; it does not route */
  'changed-since-approval',
]);
/** @public */
export type ModelApproval = z.infer<typeof modelApprovalSchema>;

/** @public */
export const modelRatesSchema = z.object({
  input: z.string(),
  output: z.string(),
  cachedInput: z.string().optional(),
  cacheWrite: z.string().optional(),
  cacheWrite1h: z.string().optional(),
  inputAudio: z.string().optional(),
  outputAudio: z.string().optional(),
});

/** @public */
export const modelSchema = z.object({
  ref: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  type: z.string(),
  provider: z.string(),
  /** What a client puts into `model`. */
  providerModel: z.string(),
  /** Whether the provider is outside of the organisation. */
  external: z.boolean(),
  lifecycle: z.string(),
  ownerRef: z.string(),
  tier: z.string(),
  contextWindow: tokens,
  maxOutputTokens: tokens,
  restrictions: z.array(z.string()),
  unrestrictedBecause: z.string().optional(),
  dataUse: z.string(),
  approval: modelApprovalSchema,
  /** Why it does not route, in words; absent where it does. */
  notRoutableBecause: z.string().optional(),
  decision: z
    .object({
      decision: z.enum(['approved', 'suspended', 'retired']),
      decidedBy: z.string(),
      decidedAt: instant,
      reason: z.string(),
    })
    .optional(),
  /**
   * In force now, in dollars per million tokens; of a model that is not
   * approved, what would be.
   */
  price: modelRatesSchema
    .extend({
      effectiveFrom: z.string(),
      currency: z.literal('USD'),
      source: z.string(),
      longContext: modelRatesSchema
        .extend({ fromInputTokens: tokens })
        .optional(),
    })
    .optional(),
  /** Of the governed fields as they are now; a decision names it. */
  governedSha256: sha256,
});
/** @public */
export type Model = z.infer<typeof modelSchema>;

/** @public */
export const tierSchema = z.object({
  ref: z.string(),
  name: z.string(),
  title: z.string(),
  rank: z.number().int(),
  criteria: z.array(z.string()),
  externalProviders: z.enum(['allowed', 'logged', 'exemption-only']),
  contentLogging: z.enum(['never', 'allowed']),
});
/** @public */
export type Tier = z.infer<typeof tierSchema>;
