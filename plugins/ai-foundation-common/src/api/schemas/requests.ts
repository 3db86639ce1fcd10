import { z } from 'zod';
import { instant, listOf, picoUsd, tokens } from './primitives';

/** @public */
export const requestOutcomeSchema = z.enum([
  /** admitted, not settled yet */
  'running',
  'completed',
  /** refused by a control of the gateway */
  'refused',
  /** the client went away */
  'client_aborted',
  /** the provider answered with an error */
  'upstream_error',
  /** the provider's answer ended before its end */
  'truncated',
  /** the provider did not answer in time */
  'timeout',
  /** the gateway stopped before it could settle; charged at the hold */
  'unsettled',
]);
/** @public */
export type RequestOutcome = z.infer<typeof requestOutcomeSchema>;

/** @public */
export const usageSourceSchema = z.enum([
  /** reported by the provider, whole */
  'provider',
  /** reported by the provider, but the answer did not come to its end */
  'partial',
  /** reckoned from what was seen */
  'estimated',
  /** the hold, because nobody was left to say */
  'unsettled',
  /** no model worked, so nothing was used */
  'none',
]);
/** @public */
export type UsageSource = z.infer<typeof usageSourceSchema>;

/** @public */
export const requestSummarySchema = z.object({
  id: z.string(),
  /** What the client was told: the id of the call's first attempt. */
  callId: z.string(),
  /** Which try at a provider, from 1. */
  attempt: z.number().int().positive(),
  at: instant,
  keyId: z.string(),
  teamRef: z.string(),
  applicationRef: z.string().optional(),
  purpose: z.string(),
  tier: z.string(),
  dialect: z.string(),
  operation: z.string(),
  stream: z.boolean(),
  /** As the client asked for it. */
  requestedModel: z.string(),
  modelRef: z.string().optional(),
  outcome: requestOutcomeSchema,
  httpStatus: z.number().int().optional(),
  errorCode: z.string().optional(),
  inputTokens: tokens,
  outputTokens: tokens,
  costPicoUsd: picoUsd,
  usageSource: usageSourceSchema.optional(),
  /** From the request's arrival to its answer's end. */
  durationMs: z.number().nonnegative().optional(),
  /** From the request's arrival to its answer's first byte. */
  timeToFirstByteMs: z.number().nonnegative().optional(),
});
/** @public */
export type RequestSummary = z.infer<typeof requestSummarySchema>;

/** @public */
export const controlVerdictSchema = z.object({
  control: z.string(),
  verdict: z.enum(['passed', 'refused', 'not-evaluated']),
  reason: z.string(),
  inputs: z.record(z.string(), z.unknown()),
});
/** @public */
export type ControlVerdict = z.infer<typeof controlVerdictSchema>;

/** @public */
export const requestDetailSchema = requestSummarySchema.extend({
  provider: z.string().optional(),
  /** As the provider named it in its answer. */
  responseModel: z.string().optional(),
  providerRequestId: z.string().optional(),
  clientRequestId: z.string().optional(),
  settledAt: instant.optional(),
  /** Whether its prompt was kept. */
  contentKept: z.boolean().optional(),
  /** The most that it could have cost; reserved before it was sent. */
  holdPicoUsd: picoUsd,
  priceVersion: z.string().optional(),
  usage: z
    .object({
      input: tokens,
      cachedInput: tokens,
      cacheWrite: tokens,
      cacheWrite1h: tokens,
      inputAudio: tokens,
      output: tokens,
      reasoning: tokens,
      outputAudio: tokens,
    })
    .optional(),
  /** The provider's own usage object. */
  rawUsage: z.unknown().optional(),
  /** Every attempt of the same call, itself among them, in order. */
  attempts: z.array(requestSummarySchema),
  /** What each control said. */
  decision: z.array(controlVerdictSchema),
});
/** @public */
export type RequestDetail = z.infer<typeof requestDetailSchema>;

/** What was kept of a request, as it was sent; each read of it is recorded. @public */
export const requestContentSchema = z.object({
  keptAt: instant,
  /** The body as it went to the provider, JSON, as text. */
  prompt: z.string(),
  /** Whether the prompt was longer than what is kept. */
  promptCut: z.boolean(),
  /** As the client was sent it; absent until it ended, or where it could not be kept. */
  answer: z.string().optional(),
  answerCut: z.boolean(),
});
/** @public */
export type RequestContent = z.infer<typeof requestContentSchema>;

/** @public */
export const requestQuerySchema = z.object({
  from: instant.optional().describe('When requests arrived at the earliest'),
  to: instant.optional().describe('When requests arrived, before this instant'),
  team: listOf
    .optional()
    .describe('Refs of groups; a group means every team below it too'),
  application: listOf.optional().describe('Refs of components'),
  key: listOf.optional().describe('Public ids of keys'),
  id: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .optional()
    .describe("An id: the gateway's, the client's or the provider's"),
  model: listOf.optional().describe('Refs of models'),
  status: z
    .union([requestOutcomeSchema, z.array(requestOutcomeSchema)])
    .optional()
    .describe('Outcomes'),
  tier: listOf.optional().describe('Names of data tiers'),
  provider: listOf.optional().describe('Ids of providers'),
  error: listOf.optional().describe('Error codes'),
  usageSource: z
    .union([usageSourceSchema, z.array(usageSourceSchema)])
    .optional()
    .describe('Where the tokens come from'),
  minDurationMs: z.coerce
    .number()
    .nonnegative()
    .optional()
    .describe('Only those that took at least so long'),
  minCostPicoUsd: picoUsd
    .optional()
    .describe('Only those that cost at least so much'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe('Requests on a page'),
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe('`nextCursor` of the page before'),
});
/** @public */
export type RequestQuery = z.input<typeof requestQuerySchema>;
