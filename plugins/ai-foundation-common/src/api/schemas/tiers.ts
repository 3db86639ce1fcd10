import { z } from 'zod';
import { count, instant, sha256 } from './primitives';

/** @public */
export const evaluationStateSchema = z.enum([
  'met',
  'not-met',
  /** there is nothing to judge */
  'not-evaluable',
]);
/** What a criterion's records say. @public */
export type EvaluationState = z.infer<typeof evaluationStateSchema>;

/** @public */
export const evaluationSchema = z.object({
  state: evaluationStateSchema,
  /** What was looked at, each with what was found. */
  checks: z.array(
    z.object({ id: z.string(), passed: z.boolean(), reason: z.string() }),
  ),
});
/** @public */
export type Evaluation = z.infer<typeof evaluationSchema>;

/** @public */
export const classificationStateSchema = z.enum([
  /** its annotation names a tier, and a person or a reviewed rule is behind it */
  'confirmed',
  /** its annotation names a tier, and nobody has confirmed it yet */
  'unconfirmed',
  /** its annotation was changed after it was confirmed */
  'outdated',
  /** it names no tier of the catalog */
  'unclassified',
]);
/** @public */
export type ClassificationState = z.infer<typeof classificationStateSchema>;

/** @public */
export const provenanceSchema = z.object({
  tier: z.string(),
  basis: z.enum(['manual', 'rule']),
  /** The rule behind it, where one is. */
  ruleId: z.string().optional(),
  /** Who confirmed it, or who reviewed the rule. */
  by: z.string(),
  at: instant,
  reason: z.string(),
});
/** Who is behind a classification. @public */
export type Provenance = z.infer<typeof provenanceSchema>;

/** @public */
export const dataSourceSchema = z.object({
  ref: z.string(),
  title: z.string(),
  /** The resource's `spec.type`; absent where the catalog has no such entity. */
  type: z.string().optional(),
  ownerRef: z.string().optional(),
  state: classificationStateSchema,
  /** Why it is not confirmed, in words. */
  problem: z.string().optional(),
  /** What its annotation names. */
  tier: z.string().optional(),
  /** What it counts as: the most restrictive tier where nobody knows better. */
  countsAs: z.string().optional(),
  provenance: provenanceSchema.optional(),
  /** What a reviewed rule says that it is. */
  suggestedTier: z.string().optional(),
  referencedBy: z.object({
    applications: z.array(z.string()),
    /** Active keys of those applications. */
    keys: count,
    /** Whether the usage inventory names it. */
    inventory: z.boolean(),
  }),
  mayClassify: z.boolean(),
});
/** @public */
export type DataSource = z.infer<typeof dataSourceSchema>;

/** @public */
export const coverageSchema = z.object({
  state: evaluationStateSchema,
  /** Every `Resource` of the catalog, and whatever else is referenced. */
  total: count,
  /** Those that applications, keys or the inventory name. */
  referenced: count,
  /** Those whose annotation names a tier. */
  classified: count,
  /** Those of them with a person or a reviewed rule behind it. */
  confirmed: count,
});
/** @public */
export type Coverage = z.infer<typeof coverageSchema>;

/** @public */
export const classificationRuleSchema = z.object({
  id: z.string(),
  /** All that are given have to match. */
  selector: z.object({
    type: z.string().optional(),
    owner: z.string().optional(),
    tag: z.string().optional(),
  }),
  tier: z.string(),
  state: z.enum(['proposed', 'reviewed', 'withdrawn']),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  review: z
    .object({ by: z.string(), at: instant, reason: z.string() })
    .optional(),
  /** How many data sources it matches now. */
  matches: count,
});
/** @public */
export type ClassificationRule = z.infer<typeof classificationRuleSchema>;

/** @public */
export const initialSetSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Refs of data sources, in order. */
  sources: z.array(z.string()),
  /** Of name and sources; an approval names it. */
  sha256,
  proposedBy: z.string(),
  proposedAt: instant,
  reason: z.string(),
  approval: z
    .object({ by: z.string(), at: instant, reason: z.string() })
    .optional(),
  /** Sources that live keys or the inventory name, and it does not. */
  missing: z.array(z.string()),
});
/** @public */
export type InitialSet = z.infer<typeof initialSetSchema>;
