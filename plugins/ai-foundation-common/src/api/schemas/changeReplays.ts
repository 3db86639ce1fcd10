import { z } from 'zod';
import { count, instant, picoUsd } from './primitives';

const ref = z.string().min(1).max(255);
const name = z.string().min(1).max(63);
const keyId = z.string().min(1).max(36);

/** A change of the rules that nobody has made yet. @public */
export const proposedChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('model-approval'),
    model: ref,
    approval: z.enum(['suspended', 'retired']),
  }),
  z.object({ kind: z.literal('model-tier'), model: ref, tier: name }),
  z.object({
    kind: z.literal('tier-handling'),
    tier: name,
    externalProviders: z.enum(['allowed', 'logged', 'exemption-only']),
  }),
  z.object({
    kind: z.literal('key-models'),
    keyId,
    models: z.array(ref).max(200),
  }),
  z.object({ kind: z.literal('key-tier'), keyId, tier: name }),
  /** The version before the policy in force counts no longer. */
  z.object({ kind: z.literal('grace-end') }),
  /** Keys of this purpose are suspended. */
  z.object({ kind: z.literal('purpose-closed'), purpose: name }),
  z.object({
    kind: z.literal('ceiling-amount'),
    ceilingId: z.string().min(1).max(36),
    amountUsd: z
      .string()
      .regex(/^\d{1,7}(\.\d{1,12})?$/, 'must be an amount of dollars'),
  }),
  z.object({
    kind: z.literal('key-rate'),
    keyId,
    requestsPerMinute: z.number().int().min(1).max(1_000_000),
  }),
]);
/** @public */
export type ProposedChange = z.infer<typeof proposedChangeSchema>;

/** @public */
export const changeReplayRequestSchema = z.object({
  change: proposedChangeSchema,
  days: z.number().int().min(1).max(30).default(30),
});
/** @public */
export type ChangeReplayRequest = z.input<typeof changeReplayRequestSchema>;

/** Requests that a change would have met in the same way. @public */
export const changeEffectSchema = z.object({
  effect: z.enum(['refused', 'allowed']),
  /** The control that decides otherwise. */
  control: z.string(),
  reason: z.string(),
  teamRef: z.string(),
  applicationRef: z.string().optional(),
  keyId: z.string(),
  /** As clients asked for it. */
  model: z.string(),
  requests: count,
  /** What they did cost. */
  costPicoUsd: picoUsd,
  firstAt: instant,
  lastAt: instant,
  /** The newest of them. */
  exampleId: z.string(),
});
/** @public */
export type ChangeEffect = z.infer<typeof changeEffectSchema>;

const total = z.object({ requests: count, costPicoUsd: picoUsd });

/** What a change would have meant for the requests that were made. @public */
export const changeReplaySchema = z.object({
  /** Of the requests that were looked at. */
  from: instant,
  to: instant,
  /** Whether there were more requests than one answer looks at; the newest were. */
  cut: z.boolean(),
  examined: total,
  refused: total,
  allowed: total,
  /** The largest first. */
  effects: z.array(changeEffectSchema),
  /** How many more there are than `effects` holds. */
  furtherEffects: count,
});
/** @public */
export type ChangeReplay = z.infer<typeof changeReplaySchema>;
