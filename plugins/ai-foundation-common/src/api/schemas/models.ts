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

/** A price as it was proposed or approved, in dollars per million tokens. @public */
export const modelPriceSchema = modelRatesSchema.extend({
  effectiveFrom: z.string(),
  currency: z.literal('USD'),
  unit: z.literal('per-million-tokens'),
  /** Address of the provider's prices. */
  source: z.string(),
  /** Why a price of zero is right, where there is one. */
  zeroReason: z.string().optional(),
  longContext: modelRatesSchema.extend({ fromInputTokens: tokens }).optional(),
});
/** @public */
export type ModelPrice = z.infer<typeof modelPriceSchema>;

/** @public */
export const modelVerdictSchema = z.enum(['approved', 'suspended', 'retired']);
/** @public */
export type ModelVerdict = z.infer<typeof modelVerdictSchema>;

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
  /** The dialect that its clients speak; absent where its provider is not configured. */
  dialect: z.string().optional(),
  lifecycle: z.string(),
  ownerRef: z.string(),
  tier: z.string(),
  contextWindow: tokens,
  maxOutputTokens: tokens,
  /** Refs of the models that may answer where its provider does not, in order. */
  fallbacks: z.array(z.string()),
  restrictions: z.array(z.string()),
  unrestrictedBecause: z.string().optional(),
  dataUse: z.string(),
  approval: modelApprovalSchema,
  /** Why it does not route, in words; absent where it does. */
  notRoutableBecause: z.string().optional(),
  decision: z
    .object({
      decision: modelVerdictSchema,
      decidedBy: z.string(),
      decidedAt: instant,
      reason: z.string(),
    })
    .optional(),
  /**
   * In force now, in dollars per million tokens; of a model that is not
   * approved, what would be.
   */
  price: modelPriceSchema.optional(),
  /** What keeps it from being approved as it is, a sentence each. */
  notApprovableBecause: z.array(z.string()),
  /** Of the governed fields as they are now; a decision names it. */
  governedSha256: sha256,
});
/** @public */
export type Model = z.infer<typeof modelSchema>;

/** What became of one governed field; without `before` it is new, without `after` gone. @public */
export const fieldChangeSchema = z.object({
  /** For example `tier`, or `prices/2026-12-01/input`. */
  field: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});
/** @public */
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** @public */
export const modelDecisionSchema = z.object({
  id: z.string(),
  decision: modelVerdictSchema,
  decidedBy: z.string(),
  decidedAt: instant,
  reason: z.string(),
  /** Of the fields that were decided about. */
  governedSha256: sha256,
  /** Against the decision before; empty for the first. */
  changes: z.array(fieldChangeSchema),
});
/** @public */
export type ModelDecision = z.infer<typeof modelDecisionSchema>;

/** @public */
export const modelHistorySchema = z.object({
  /** The newest first. */
  items: z.array(modelDecisionSchema),
  /** What was edited since the newest decision. */
  changes: z.array(fieldChangeSchema),
});
/** @public */
export type ModelHistory = z.infer<typeof modelHistorySchema>;

/** When a price applied, or will if nobody decides again. @public */
export const pricePeriodSchema = z.object({
  /** Of the price's version, as rows of the ledger name it. */
  priceVersion: sha256,
  from: instant,
  /** Open where it is absent. */
  until: instant.optional(),
  price: modelPriceSchema,
  /** Of the decision that approved it. */
  decisionId: z.string(),
  approvedBy: z.string(),
  approvedAt: instant,
});
/** @public */
export type PricePeriod = z.infer<typeof pricePeriodSchema>;

/** A provider that the gateway is configured for. @public */
export const providerSchema = z.object({
  id: z.string(),
  /** Whether it is outside of the organisation. */
  external: z.boolean(),
});
/** @public */
export type Provider = z.infer<typeof providerSchema>;

/** What a public collection of prices says of a model; a proposal, never a price. @public */
export const priceSuggestionSchema = z.object({
  /** Name, version and day of the collection. */
  source: z.object({
    name: z.string(),
    version: z.string(),
    publishedOn: z.iso.date(),
  }),
  /** Why nothing is suggested, in words; absent where something is. */
  nothingBecause: z.string().optional(),
  suggestion: z
    .object({
      /** Dollars per million tokens. */
      rates: modelRatesSchema.partial(),
      longContext: modelRatesSchema
        .partial()
        .extend({ fromInputTokens: tokens })
        .optional(),
      /** A day, where the collection knows since when. */
      effectiveFrom: z.iso.date().optional(),
      contextWindow: tokens.optional(),
      /** Pages of the provider to check it against. */
      pages: z.array(z.string()),
      /** What the collection adds, and what it charges for that has no place here. */
      notes: z.array(z.string()),
    })
    .optional(),
});
/** @public */
export type PriceSuggestion = z.infer<typeof priceSuggestionSchema>;

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
