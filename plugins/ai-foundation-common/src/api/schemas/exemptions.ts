import { z } from 'zod';
import { instant } from './primitives';

/** The seats whose consent an exemption needs, each of its own person. @public */
export const EXEMPTION_SEATS = ['security', 'legal'] as const;

/** @public */
export const exemptionSeatSchema = z.enum(EXEMPTION_SEATS);
/** @public */
export type ExemptionSeat = z.infer<typeof exemptionSeatSchema>;

/** @public */
export const exemptionStateSchema = z.enum([
  /** waits for a consent at least */
  'requested',
  /** both seats have consented, and its end has not come */
  'approved',
  'refused',
  /** ended before its time, after both seats had consented */
  'revoked',
  /** its end has come, approved or not */
  'expired',
  /** taken back by who requested it, before both seats had consented */
  'withdrawn',
]);
/** @public */
export type ExemptionState = z.infer<typeof exemptionStateSchema>;

/**
 * Data that an exemption lets the gateway send to models which it would refuse
 * otherwise.
 *
 * @public
 */
export const exemptedDataSchema = z.object({
  /** Name of a data tier whose handling is `exemption-only`. */
  tier: z.string().max(255),
  /** Refs of the models, and no others. */
  models: z.array(z.string().max(255)).min(1).max(20),
});
/** @public */
export type ExemptedData = z.infer<typeof exemptedDataSchema>;

/** @public */
export const exemptionConsentSchema = z.object({
  seat: exemptionSeatSchema,
  decision: z.enum(['approved', 'refused']),
  decidedBy: z.string(),
  decidedAt: instant,
  reason: z.string(),
});
/** @public */
export type ExemptionConsent = z.infer<typeof exemptionConsentSchema>;

/** @public */
export const exemptionSchema = z.object({
  /** For example `EX-7`. */
  id: z.string(),
  state: exemptionStateSchema,
  /** The version of the policy whose rules are named. */
  aupVersion: z.string(),
  /** In the words that they had. */
  rules: z.array(z.object({ id: z.string(), statement: z.string() })),
  teamRef: z.string(),
  /** Where only this application of the team is meant. */
  applicationRef: z.string().optional(),
  /** Where only this key is meant. */
  keyId: z.string().optional(),
  /** What the gateway lets through; nothing where people enforce the rules. */
  data: exemptedDataSchema.optional(),
  justification: z.string(),
  riskAssessment: z.string(),
  compensatingControl: z.string(),
  /** What ends it before its time. */
  revocationCondition: z.string(),
  requestedBy: z.string(),
  requestedAt: instant,
  endsAt: instant,
  consents: z.array(exemptionConsentSchema),
  /** Who ended it before its time, where somebody did. */
  ended: z
    .object({ by: z.string(), at: instant, reason: z.string() })
    .optional(),
  /** What the caller can do with it now. */
  may: z.object({
    /** The seats that the caller holds and that have not decided. */
    decideAs: z.array(exemptionSeatSchema),
    withdraw: z.boolean(),
    revoke: z.boolean(),
  }),
});
/** @public */
export type Exemption = z.infer<typeof exemptionSchema>;

const words = z.string().trim().min(10).max(4_000);

/** @public */
export const exemptionRequestSchema = z.object({
  /** Ids of rules of the policy in force. */
  rules: z.array(z.string()).min(1).max(20),
  /** Ref or name of one of the caller's teams. */
  owner: z.string().max(255),
  /** Ref or name of one of the team's applications. */
  application: z.string().max(255).optional(),
  keyId: z.string().max(64).optional(),
  data: exemptedDataSchema.optional(),
  justification: words,
  riskAssessment: words,
  compensatingControl: words,
  revocationCondition: words,
  /** Whole days from now; it ends then, whenever it is approved. */
  endsInDays: z.number().int().positive(),
});
/** @public */
export type ExemptionRequest = z.infer<typeof exemptionRequestSchema>;
