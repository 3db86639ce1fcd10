import { z } from 'zod';

/*
 * Shapes of the control plane's JSON. Money is a string of integer
 * pico-dollars, an instant is ISO 8601 in UTC, a ref is a full entity ref.
 */

const instant = z.iso.datetime();
const picoUsd = z.string().regex(/^-?\d+$/);
const tokens = z.number().int().nonnegative();
const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/* ---- acceptable use policy ---------------------------------------------- */

/** The sections that every acceptable use policy has. @public */
export const AUP_SECTION_IDS = [
  'permitted-uses',
  'prohibited-uses',
  'data-handling',
  'intellectual-property',
  'human-oversight',
] as const;

/** @public */
export const aupDocumentSchema = z.object({
  title: z.string().trim().min(3).max(200),
  /** Markdown before the sections: whom the policy is for, and why. */
  introduction: z.string().trim().min(20).max(20_000),
  /** What keys may be for; a key request chooses one of them. */
  purposes: z
    .array(
      z.object({
        id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
        title: z.string().trim().min(3).max(100),
        description: z.string().trim().min(3).max(1_000),
      }),
    )
    .min(1)
    .max(50),
  sections: z
    .array(
      z.object({
        id: z.enum(AUP_SECTION_IDS),
        title: z.string().trim().min(3).max(200),
        /** Markdown between the heading and the rules. */
        text: z.string().trim().max(20_000),
        rules: z
          .array(
            z.object({
              /** Stable within the policy, for example `D2`. */
              id: z.string().regex(/^[A-Z]{1,3}\d{1,3}$/),
              statement: z.string().trim().min(10).max(2_000),
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .length(AUP_SECTION_IDS.length),
});
/** @public */
export type AupDocument = z.infer<typeof aupDocumentSchema>;

/** @public */
export const aupVersionSummarySchema = z.object({
  /** `major.minor` */
  version: z.string().regex(/^\d{1,4}\.\d{1,4}$/),
  title: z.string(),
  /** Of the canonical text, UTF-8. */
  sha256,
  publishedAt: instant,
  publishedBy: z.string(),
});
/** @public */
export type AupVersionSummary = z.infer<typeof aupVersionSummarySchema>;

/** @public */
export const aupVersionSchema = aupVersionSummarySchema.extend({
  document: aupDocumentSchema,
  /** The canonical text, Markdown. */
  text: z.string(),
  /** The caller's own acknowledgement of this version, where there is one. */
  acknowledgedAt: instant.optional(),
});
/** @public */
export type AupVersion = z.infer<typeof aupVersionSchema>;

/** @public */
export const acknowledgementSchema = z.object({
  version: z.string(),
  sha256,
  userRef: z.string(),
  /** As it was at the time. */
  userName: z.string(),
  acknowledgedAt: instant,
});
/** @public */
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** @public */
export const acknowledgementStateSchema = z.enum([
  /** has acknowledged the current version */
  'acknowledged',
  /** has acknowledged an older version only */
  'outdated',
  /** has acknowledged nothing yet */
  'pending',
]);
/** @public */
export type AcknowledgementState = z.infer<typeof acknowledgementStateSchema>;

/** @public */
export const teamAcknowledgementsSchema = z.object({
  teamRef: z.string(),
  version: z.string().optional(),
  acknowledged: count,
  members: z.array(
    z.object({
      userRef: z.string(),
      name: z.string(),
      state: acknowledgementStateSchema,
      version: z.string().optional(),
      acknowledgedAt: instant.optional(),
    }),
  ),
});
/** @public */
export type TeamAcknowledgements = z.infer<typeof teamAcknowledgementsSchema>;

/* ---- models and tiers ---------------------------------------------------- */

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

/* ---- ceilings ------------------------------------------------------------ */

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
export const ceilingSchema = z.object({
  id: z.string(),
  scope: ceilingScopeSchema,
  amountPicoUsd: picoUsd,
  window: z.literal('month'),
  timeZone: z.string(),
  response: z.literal('stop'),
  setBy: z.string(),
  setAt: instant,
  /** The window that is running now. */
  current: z.object({
    /** For example `2026-11`. */
    window: z.string(),
    committedPicoUsd: picoUsd,
    heldPicoUsd: picoUsd,
  }),
});
/** @public */
export type Ceiling = z.infer<typeof ceilingSchema>;

/* ---- keys ---------------------------------------------------------------- */

/** @public */
export const keyStateSchema = z.enum(['active', 'expired', 'revoked']);

/** @public */
export const keySchema = z.object({
  /** The public id; logs and pages show it. */
  id: z.string(),
  /** The team or the application that the key belongs to. */
  ownerRef: z.string(),
  teamRef: z.string(),
  applicationRef: z.string().optional(),
  purpose: z.string(),
  /** Model refs; empty means every model that the key's tier may use. */
  models: z.array(z.string()),
  tier: z.string(),
  state: keyStateSchema,
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.optional(),
  revokedBy: z.string().optional(),
  lastUsedAt: instant.optional(),
  aupVersion: z.string(),
});
/** @public */
export type Key = z.infer<typeof keySchema>;

/** @public */
export const keyRequestSchema = z.object({
  /** Entity ref of the team that the key is for. */
  owner: z.string().trim().min(1).max(300),
  /** Entity ref of the team's application that the key is for, if one. */
  application: z.string().trim().min(1).max(300).optional(),
  /** Id of a purpose of the current acceptable use policy. */
  purpose: z.string().trim().min(1).max(60),
  /** Refs or names of models. */
  models: z.array(z.string().trim().min(1).max(300)).min(1).max(100),
  /** Name of a data tier. */
  tier: z.string().trim().min(1).max(100),
  expiresInDays: z.number().int().min(1).max(3650).default(90),
});
/** @public */
export type KeyRequest = z.input<typeof keyRequestSchema>;

/** @public */
export const keyCheckSchema = z.object({
  /** Whether the key would be issued. */
  issuable: z.boolean(),
  checks: z.array(
    z.object({
      control: z.enum([
        'aup',
        'owner',
        'application',
        'purpose',
        'tier',
        'models',
        'expiry',
      ]),
      passed: z.boolean(),
      /** Why, and where it failed, the way forward. */
      reason: z.string(),
    }),
  ),
});
/** @public */
export type KeyCheck = z.infer<typeof keyCheckSchema>;

/* ---- requests ------------------------------------------------------------ */

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
  /** What each control said. */
  decision: z.array(controlVerdictSchema),
});
/** @public */
export type RequestDetail = z.infer<typeof requestDetailSchema>;

const listOf = z.union([z.string(), z.array(z.string())]);

/** @public */
export const requestQuerySchema = z.object({
  from: instant.optional().describe('When requests arrived at the earliest'),
  to: instant.optional().describe('When requests arrived, before this instant'),
  team: listOf
    .optional()
    .describe('Refs of groups; a group means every team below it too'),
  application: listOf.optional().describe('Refs of components'),
  key: listOf.optional().describe('Public ids of keys'),
  model: listOf.optional().describe('Refs of models'),
  status: z
    .union([requestOutcomeSchema, z.array(requestOutcomeSchema)])
    .optional()
    .describe('Outcomes'),
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

/* ---- costs --------------------------------------------------------------- */

/** @public */
export const costFiguresSchema = z.object({
  requests: count,
  /** Of `requests`, those that were refused or failed. */
  failedRequests: count,
  inputTokens: tokens,
  cachedInputTokens: tokens,
  outputTokens: tokens,
  costPicoUsd: picoUsd,
  /** Of `costPicoUsd`, what the provider did not report itself. */
  estimatedCostPicoUsd: picoUsd,
});
/** @public */
export type CostFigures = z.infer<typeof costFiguresSchema>;

/** @public */
export const costGroupingSchema = z.enum([
  'day',
  'team',
  'application',
  'model',
  'key',
]);
/** @public */
export type CostGrouping = z.infer<typeof costGroupingSchema>;

/** @public */
export const costQuerySchema = z.object({
  from: z.iso
    .date()
    .optional()
    .describe(
      "First day, in the organisation's time zone; 29 days before `to` by default",
    ),
  to: z.iso.date().optional().describe('Last day, included; today by default'),
  groupBy: z
    .union([costGroupingSchema, z.array(costGroupingSchema).max(2)])
    .default('day')
    .describe('What to tell apart, at most two'),
  team: listOf
    .optional()
    .describe('Refs of groups; a group means every team below it too'),
  application: listOf.optional().describe('Refs of components'),
  model: listOf.optional().describe('Refs of models'),
});
/** @public */
export type CostQuery = z.input<typeof costQuerySchema>;

/** @public */
export const costReportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string(),
  currency: z.literal('USD'),
  total: costFiguresSchema,
  rows: z.array(
    costFiguresSchema.extend({
      day: z.iso.date().optional(),
      teamRef: z.string().optional(),
      /** Empty for requests with a team's own key. */
      applicationRef: z.string().optional(),
      modelRef: z.string().optional(),
      keyId: z.string().optional(),
    }),
  ),
});
/** @public */
export type CostReport = z.infer<typeof costReportSchema>;

/* ---- people and teams ---------------------------------------------------- */

/** @public */
export const applicationSchema = z.object({
  ref: z.string(),
  title: z.string(),
  teamRef: z.string(),
});
/** @public */
export type Application = z.infer<typeof applicationSchema>;

/** @public */
export const profileSchema = z.object({
  userRef: z.string(),
  name: z.string(),
  /** The teams that the caller may request keys for. */
  teams: z.array(z.object({ ref: z.string(), title: z.string() })),
  applications: z.array(applicationSchema),
  /** What the acceptable use policy asks of the caller now. */
  aup: z.object({
    currentVersion: z.string().optional(),
    state: acknowledgementStateSchema.optional(),
    acknowledgedAt: instant.optional(),
  }),
  /** Whether demo data counts here. */
  demo: z.boolean(),
  /** Base URLs of the data plane, a dialect each. */
  gateway: z.object({ openai: z.url() }),
});
/** @public */
export type Profile = z.infer<typeof profileSchema>;

/** @public */
export const teamSummarySchema = z.object({
  ref: z.string(),
  title: z.string(),
  /** The nearest team above, where there is one. */
  parentRef: z.string().optional(),
  members: count,
  acknowledged: count,
  activeKeys: count,
  /** Since the first day of the month, in the organisation's time zone. */
  month: costFiguresSchema,
});
/** @public */
export type TeamSummary = z.infer<typeof teamSummarySchema>;
