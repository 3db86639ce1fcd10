import { z } from 'zod';
import { ceilingScopeSchema } from './ceilings';
import { instant, picoUsd, tokens } from './primitives';
import { controlVerdictSchema } from './requests';

/** A key that nobody has: what would be if. @public */
export const hypotheticalKeySchema = z.object({
  /** Ref of the team or application that it would be for. */
  owner: z.string().min(1).max(255),
  /** Ref of who would answer for it; the caller where nobody is named. */
  person: z.string().min(1).max(255).optional(),
  purpose: z.string().min(1).max(63).optional(),
  /** Name of a data tier. */
  tier: z.string().min(1).max(63),
  /** Refs of models. */
  models: z.array(z.string().min(1).max(255)).max(200),
});
/** @public */
export type HypotheticalKey = z.infer<typeof hypotheticalKeySchema>;

/** Something that a client can call. @public */
export const gatewayOperationSchema = z.object({
  dialect: z.string(),
  operation: z.string(),
  /** The type of models that it works with. */
  modelType: z.string(),
});
/** @public */
export type GatewayOperation = z.infer<typeof gatewayOperationSchema>;

/** A request that nobody sends. @public */
export const simulationRequestSchema = z.object({
  keyId: z
    .string()
    .min(1)
    .max(36)
    .optional()
    .describe('Public id of an issued key; either this or `key`'),
  key: hypotheticalKeySchema.optional(),
  dialect: z.string().min(1).max(63),
  operation: z
    .string()
    .min(1)
    .max(63)
    .describe('As the ledger names it, for example `chat.completions`'),
  model: z.string().min(1).max(255).describe('As a client would name it'),
  declaredTier: z
    .string()
    .min(1)
    .max(63)
    .optional()
    .describe('As `x-ai-data-tier` would declare it'),
  inputBytes: z
    .number()
    .int()
    .min(0)
    .max(1_000_000_000)
    .default(2_000)
    .describe('Size of the body'),
  maxOutputTokens: z.number().int().min(1).max(10_000_000).optional(),
  at: instant.optional().describe('Now, where it is left out'),
});
/** @public */
export type SimulationRequest = z.input<typeof simulationRequestSchema>;

/** A ceiling as a simulated request meets it. @public */
export const simulatedCeilingSchema = z.object({
  id: z.string(),
  scope: ceilingScopeSchema,
  windowKey: z.string(),
  /** In force, with a raise that runs. */
  amountPicoUsd: picoUsd,
  spentPicoUsd: picoUsd,
  heldPicoUsd: picoUsd,
  /** Up to where it stops requests; nothing where it never does. */
  leftPicoUsd: picoUsd.optional(),
  /** What it would do to this request. */
  response: z.enum(['admits', 'slows-down', 'stops']),
});
/** @public */
export type SimulatedCeiling = z.infer<typeof simulatedCeilingSchema>;

/** What the gateway would do with a request, and why. @public */
export const simulationSchema = z.object({
  at: instant,
  /** Number of the policy that answered. */
  epoch: z.number().int(),
  outcome: z.enum(['admitted', 'refused']),
  /** HTTP status of the refusal. */
  status: z.number().int().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfterSeconds: z.number().int().optional(),
  /** Of every control; those after the decision only where it came to them. */
  verdicts: z.array(controlVerdictSchema),
  /** That the request would run under. */
  tier: z.string(),
  modelRef: z.string().optional(),
  provider: z.string().optional(),
  priceVersion: z.string().optional(),
  /** The most that it could cost, which would be reserved. */
  hold: z
    .object({ inputTokens: tokens, outputTokens: tokens, picoUsd })
    .optional(),
  ceilings: z.array(simulatedCeilingSchema),
  /** Refs of models that policy would let this request go to instead. */
  alternatives: z.array(z.string()),
});
/** @public */
export type Simulation = z.infer<typeof simulationSchema>;
