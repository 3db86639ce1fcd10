import { z } from 'zod';
import { count, instant, picoUsd, sha256 } from './primitives';

/** @public */
export const ceilingScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation') }),
  z.object({ kind: z.literal('team'), ref: z.string() }),
  z.object({ kind: z.literal('application'), ref: z.string() }),
  z.object({ kind: z.literal('key'), ref: z.string() }),
  z.object({ kind: z.literal('model'), ref: z.string() }),
]);
/** @public */
export type CeilingScope = z.infer<typeof ceilingScopeSchema>;

/** @public */
export const ceilingWindowSchema = z.enum(['day', 'week', 'month']);
/** @public */
export type CeilingWindow = z.infer<typeof ceilingWindowSchema>;

const thresholdFields = {
  /** Of the amount in force. */
  percent: z.number().int().min(1).max(100),
  /** Refs of the people and groups who are told when it is reached. */
  recipients: z.array(z.string()).max(20),
};

/** @public */
export const ceilingThresholdSchema = z.discriminatedUnion('response', [
  z.object({ response: z.literal('alert'), ...thresholdFields }),
  z.object({
    response: z.literal('throttle'),
    ...thresholdFields,
    /** Of the whole scope, over all replicas. */
    requestsPerMinute: z.number().int().min(1).max(10_000),
  }),
  z.object({ response: z.literal('stop'), ...thresholdFields }),
]);
/** What happens at a share of a ceiling's amount. @public */
export type CeilingThreshold = z.infer<typeof ceilingThresholdSchema>;

/** @public */
export const ceilingSchema = z.object({
  id: z.string(),
  scope: ceilingScopeSchema,
  /** As it was set, without a raise. */
  amountPicoUsd: picoUsd,
  /** What counts now: a raise for a time is in it. */
  inForcePicoUsd: picoUsd,
  /** When the raise ends, where one runs. */
  raisedUntil: instant.optional(),
  window: ceilingWindowSchema,
  timeZone: z.string(),
  /** The lowest first. */
  thresholds: z.array(ceilingThresholdSchema),
  setBy: z.string(),
  setAt: instant,
  reason: z.string(),
  /** What somebody should put right. */
  warnings: z.array(
    z.enum([
      /** Who set it has left the catalog. */
      'owner-left',
      /** A recipient of a threshold is nobody now. */
      'recipient-unresolvable',
      /** More than twenty times what the window before cost. */
      'far-above-spend',
    ]),
  ),
  /** The window that is running now. */
  current: z.object({
    /** For example `2026-11`. */
    window: z.string(),
    startsAt: instant,
    endsAt: instant,
    committedPicoUsd: picoUsd,
    heldPicoUsd: picoUsd,
    /** By the window's end, at the pace so far; not told early in a window. */
    forecastPicoUsd: picoUsd.optional(),
    /** What the window before cost. */
    previousPicoUsd: picoUsd,
  }),
});
/** @public */
export type Ceiling = z.infer<typeof ceilingSchema>;

/** @public */
export const ceilingChoiceSchema = z.object({
  scope: ceilingScopeSchema,
  /** A decimal string of dollars, more than zero. */
  amountUsd: z.string(),
  reason: z.string().trim().min(3).max(2_000),
  /** A month where nothing is said. */
  window: ceilingWindowSchema.optional(),
  /** IANA name; the organisation's where nothing is said. */
  timeZone: z.string().max(64).optional(),
  /** As they were, or a stop at 100 %, where nothing is said. */
  thresholds: z
    .array(ceilingThresholdSchema)
    .min(1, 'A ceiling needs a response: alert, throttle or stop')
    .max(10)
    .optional(),
});
/** @public */
export type CeilingChoice = z.infer<typeof ceilingChoiceSchema>;

/** @public */
export const ceilingChangeSchema = z.object({
  at: instant,
  actor: z.string(),
  action: z.string(),
  reason: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
/** One entry of the audit trail about a ceiling. @public */
export type CeilingChange = z.infer<typeof ceilingChangeSchema>;

/** @public */
export const ceilingRaiseSchema = z.object({
  id: z.string(),
  ceilingId: z.string(),
  /** Nothing where the ceiling was removed since. */
  scope: ceilingScopeSchema.optional(),
  window: ceilingWindowSchema.optional(),
  /** When it was asked for. */
  beforePicoUsd: picoUsd,
  /** In force while it runs. */
  amountPicoUsd: picoUsd,
  until: instant,
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: instant,
  state: z.enum(['waiting', 'running', 'refused', 'ended']),
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
  decisionReason: z.string().optional(),
});
/** @public */
export type CeilingRaise = z.infer<typeof ceilingRaiseSchema>;

/** @public */
export const messageDeliverySchema = z.object({
  recipient: z.string(),
  state: z.enum(['waiting', 'sent', 'failing']),
  sentAt: instant.optional(),
  error: z.string().optional(),
});
/** What became of a message to one person. @public */
export type MessageDelivery = z.infer<typeof messageDeliverySchema>;

/** @public */
export const ceilingEventSchema = z.object({
  id: z.string(),
  ceilingId: z.string(),
  scope: ceilingScopeSchema,
  window: z.string(),
  percent: z.number().int(),
  response: z.enum(['alert', 'throttle', 'stop']),
  requestsPerMinute: z.number().int().optional(),
  amountPicoUsd: picoUsd,
  committedPicoUsd: picoUsd,
  heldPicoUsd: picoUsd,
  at: instant,
  noticedBy: z.enum(['evaluation', 'refusal']),
  /** When its messages were handed over for delivery. */
  alertedAt: instant.optional(),
  deliveries: z.array(messageDeliverySchema),
  /** Why somebody could not be told; the finance seat was told instead. */
  unhealthy: z.string().optional(),
  acknowledgedBy: z.string().optional(),
  acknowledgedAt: instant.optional(),
});
/** A threshold that was reached. @public */
export type CeilingEvent = z.infer<typeof ceilingEventSchema>;

/** @public */
export const ceilingEvaluationSchema = z.object({
  lastAt: instant.optional(),
  /** What the newest run did, in words. */
  result: z.string().optional(),
  overdue: z.boolean(),
});
/** How the scheduled look at all ceilings stands. @public */
export type CeilingEvaluation = z.infer<typeof ceilingEvaluationSchema>;

/** @public */
export const drillCheckSchema = z.object({
  check: z.enum([
    'never-over',
    'refused',
    'throttled',
    'events',
    'alerts-delivered',
  ]),
  result: z.enum(['passed', 'failed', 'waiting']),
  why: z.string(),
});

/** @public */
export const ceilingDrillSchema = z.object({
  id: z.string(),
  ceilingId: z.string(),
  /** What was drilled, as it was then. */
  definition: z.object({
    scope: ceilingScopeSchema,
    amountPicoUsd: picoUsd,
    window: ceilingWindowSchema,
    timeZone: z.string(),
    thresholds: z.array(ceilingThresholdSchema),
  }),
  definitionSha256: sha256,
  /** Whether the ceiling has changed since, so that this proves nothing any more. */
  isStale: z.boolean(),
  runBy: z.string(),
  runAt: instant,
  /** Of the sandbox, which is far smaller than the ceiling's. */
  sandboxAmountPicoUsd: picoUsd,
  tried: count,
  admitted: count,
  throttled: count,
  stopped: count,
  /** What the admitted requests cost together. */
  costPicoUsd: picoUsd,
  /** From the question to the first refusal, milliseconds. */
  firstRefusalMs: z.number().nonnegative().optional(),
  events: z.array(ceilingEventSchema),
  verdict: z.enum(['passed', 'failed', 'waiting']),
  checks: z.array(drillCheckSchema),
});
/** A proof, on a sandbox, that a ceiling does what it says. @public */
export type CeilingDrill = z.infer<typeof ceilingDrillSchema>;
