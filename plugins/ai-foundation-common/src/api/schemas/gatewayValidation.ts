import { z } from 'zod';
import { count, instant, picoUsd, sha256 } from './primitives';

/**
 * What the gateway proves about itself: that nothing passes that may not, that a
 * request goes the whole way, that a revoked key stops, that the log is
 * fresh, and that the providers know its credentials.
 *
 * @public
 */
export const validationKindSchema = z.enum([
  'probes',
  'end-to-end',
  'revocation-drill',
  'log-freshness',
  'providers',
]);
/** @public */
export type ValidationKind = z.infer<typeof validationKindSchema>;

/** One thing that was tried, what should have come of it, and what did. @public */
export const validationCheckSchema = z.object({
  /** What was tried, for example `revoked-key`. */
  check: z.string(),
  /** On what, for example `POST /openai/v1/chat/completions`. */
  subject: z.string(),
  expected: z.string(),
  got: z.string(),
  /** `skipped` where there is nothing to try it on; the reason says why. */
  result: z.enum(['passed', 'failed', 'skipped']),
  reason: z.string().optional(),
  latencyMs: z.number().nonnegative().optional(),
});
/** @public */
export type ValidationCheck = z.infer<typeof validationCheckSchema>;

/** What an end-to-end run saw on its way. @public */
export const endToEndRecordSchema = z.object({
  keyId: z.string(),
  modelRef: z.string().optional(),
  requestedModel: z.string(),
  provider: z.string().optional(),
  httpStatus: z.number().int().optional(),
  /** The ledger's row. */
  requestId: z.string().optional(),
  /** The provider's own id of the request. */
  providerRequestId: z.string().optional(),
  inputTokens: z.number().int().optional(),
  outputTokens: z.number().int().optional(),
  costPicoUsd: picoUsd.optional(),
  priceVersion: z.string().optional(),
  /** The hour of the costs that it was booked under. */
  costHour: instant.optional(),
  /** Of the request, without the way to the gateway. */
  durationMs: z.number().optional(),
});
/** @public */
export type EndToEndRecord = z.infer<typeof endToEndRecordSchema>;

/** How fast a change of a key was seen everywhere. @public */
export const revocationRecordSchema = z.object({
  keyId: z.string(),
  /** From the commit to the last answer that still let the key pass; under 2,000. */
  revokedMs: z.number().optional(),
  suspendedMs: z.number().optional(),
  resumedMs: z.number().optional(),
  /** Gateways that live, and those of them that were seen refusing. */
  instances: count,
  instancesSeen: count,
});
/** @public */
export type RevocationRecord = z.infer<typeof revocationRecordSchema>;

/** What a provider said to the gateway's credential. @public */
export const providerRecordSchema = z.object({
  provider: z.string(),
  host: z.string(),
  isEncrypted: z.boolean(),
  /** Last four characters of the credential's SHA-256. */
  credentialFingerprint: z.string(),
  /** Who answers for the account there, where the configuration says so. */
  accountOwner: z.string().optional(),
  accountId: z.string().optional(),
  httpStatus: z.number().int().optional(),
  providerRequestId: z.string().optional(),
  latencyMs: z.number().optional(),
  /** Why it is no real provider; absent where nothing says so. */
  standIn: z.string().optional(),
});
/** @public */
export type ProviderRecord = z.infer<typeof providerRecordSchema>;

/** One run, as it is kept: nothing of it is ever written by a person. @public */
export const validationRunSchema = z.object({
  id: z.string(),
  kind: validationKindSchema,
  /** Absent where the schedule did. */
  startedBy: z.string().optional(),
  startedAt: instant,
  endedAt: instant.optional(),
  result: z.enum(['running', 'passed', 'failed']),
  /** What was found, in words. */
  summary: z.string(),
  passed: count,
  failed: count,
  skipped: count,
  /** Whether a stand-in took part, which counts in demo mode alone. */
  isDemo: z.boolean(),
  /** Of version, providers and routes at the time. */
  configFingerprint: z.string(),
  /** Addresses that were called. */
  targets: z.array(z.string()),
  endToEnd: endToEndRecordSchema.optional(),
  revocation: revocationRecordSchema.optional(),
  /** Until the request was in the answers of the query API. */
  visibleAfterMs: z.number().optional(),
  providers: z.array(providerRecordSchema).optional(),
  /** Of everything above and the checks; the audit trail holds it too. */
  sha256: sha256.optional(),
  /** Whether the record is what the audit trail says that it was. */
  isIntact: z.boolean(),
});
/** @public */
export type ValidationRun = z.infer<typeof validationRunSchema>;

/** @public */
export const validationRunDetailSchema = validationRunSchema.extend({
  checks: z.array(validationCheckSchema),
});
/** @public */
export type ValidationRunDetail = z.infer<typeof validationRunDetailSchema>;

/** Where one kind of validation stands. @public */
export const validationStateSchema = z.object({
  kind: validationKindSchema,
  /**
   * `fresh`: it passed, not long ago, with the configuration of now; `stale`: it passed
   * under another one or too long ago; `never`: there is no run.
   */
  state: z.enum(['fresh', 'stale', 'failed', 'never']),
  /** The state in words, with the way forward. */
  why: z.string(),
  /** Whether it is evidence: fresh, intact, and of no stand-in unless in demo mode. */
  counts: z.boolean(),
  isRunning: z.boolean(),
  /** How old a pass may be. */
  maxAgeHours: z.number().int(),
  /** The newest run that ended, with the checks that failed. */
  latest: validationRunDetailSchema.optional(),
});
/** @public */
export type ValidationState = z.infer<typeof validationStateSchema>;
