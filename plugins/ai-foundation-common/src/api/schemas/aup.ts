import { z } from 'zod';
import { count, instant, sha256 } from './primitives';

/** The sections that every acceptable use policy has. @public */
export const AUP_SECTION_IDS = [
  'permitted-uses',
  'prohibited-uses',
  'data-handling',
  'intellectual-property',
  'human-oversight',
] as const;

/** What the gateway does about what it finds in a prompt. @public */
export const inspectionModeSchema = z.enum([
  /** writes down that it was there */
  'observe',
  /** sends the prompt on without it */
  'redact',
  /** refuses the request */
  'block',
]);
/** @public */
export type InspectionMode = z.infer<typeof inspectionModeSchema>;

/** What an inspection control looks for, where, and what follows. @public */
export const inspectionTermsSchema = z.object({
  mode: inspectionModeSchema,
  /** Ids of the control's kinds; all of them where it is left out. */
  kinds: z.array(z.string().max(40)).max(20).optional(),
  /** Names of the data tiers that it holds for; all where it is left out. */
  tiers: z.array(z.string().max(100)).max(50).optional(),
  /** Ids of the purposes that it holds for; all where it is left out. */
  purposes: z.array(z.string().max(40)).max(50).optional(),
  /** `external` for models outside of the organisation only. */
  models: z.enum(['all', 'external']).optional(),
  /**
   * What becomes of a request that cannot be inspected whole. Default: `pass`
   * for `observe`, else `block`.
   */
  uninspected: z.enum(['pass', 'block']).optional(),
});
/** @public */
export type InspectionTerms = z.infer<typeof inspectionTermsSchema>;

/**
 * How a rule is enforced: by a control of the gateway, by a named person, or by
 * a date until which somebody accepts the risk.
 *
 * @public
 */
export const ruleEnforcementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('automated'),
    /** Id of one of `gatewayControls`. */
    control: z.string().max(60),
    /** For the controls that inspect prompts, and for no other. */
    inspection: inspectionTermsSchema.optional(),
  }),
  z.object({
    kind: z.literal('manual'),
    /** Ref of the person who checks it. */
    ownerRef: z.string().max(300),
  }),
  z.object({
    kind: z.literal('planned'),
    /** The date from which it is enforced, ISO 8601. */
    by: z.string().max(10),
    acceptedRisk: z.string().max(2_000),
    /** Ref of the person who accepts the risk until then. */
    acceptedBy: z.string().max(300),
  }),
]);
/** @public */
export type RuleEnforcement = z.infer<typeof ruleEnforcementSchema>;

/** @public */
export const aupRuleSchema = z.object({
  /** Stable within the policy, for example `D2`. */
  id: z.string().trim().max(6),
  statement: z.string().max(2_000),
  /** Every rule that is published now has it; versions of old do not. */
  enforcement: ruleEnforcementSchema.optional(),
});
/** @public */
export type AupRule = z.infer<typeof aupRuleSchema>;

/** @public */
export const aupSectionSchema = z.object({
  id: z.enum(AUP_SECTION_IDS),
  title: z.string().max(200),
  /** Markdown between the heading and the rules. */
  text: z.string().max(20_000),
  /** Names of the data tiers that it is about. */
  tiers: z.array(z.string().max(100)).max(50).optional(),
  rules: z.array(aupRuleSchema).max(100),
});
/** @public */
export type AupSection = z.infer<typeof aupSectionSchema>;

/**
 * The shape of a policy, finished or not; `documentViolations` says what a
 * finished one lacks.
 *
 * @public
 */
export const aupDocumentSchema = z.object({
  title: z.string().max(200),
  /** Markdown before the sections: whom the policy is for, and why. */
  introduction: z.string().max(20_000),
  /** Who may use models; versions of old do not say it in a form that is checked. */
  eligible: z
    .object({
      text: z.string().max(2_000),
      /** Refs of groups; the groups below them count too. */
      groups: z.array(z.string().max(300)).max(200),
    })
    .optional(),
  /** What keys may be for; a key request chooses one of them. */
  purposes: z
    .array(
      z.object({
        id: z.string().max(40),
        title: z.string().max(100),
        description: z.string().max(1_000),
      }),
    )
    .max(50),
  sections: z.array(aupSectionSchema).length(AUP_SECTION_IDS.length),
});
/** @public */
export type AupDocument = z.infer<typeof aupDocumentSchema>;

/** The sponsor's decision on a version. @public */
export const ratificationSchema = z.object({
  /** The version that was ratified; minor ones after it stand on it. */
  version: z.string(),
  /** Of the text that was ratified. */
  sha256,
  ratifiedBy: z.string(),
  /** As it was at the time. */
  ratifiedByName: z.string(),
  ratifiedAt: instant,
  statement: z.string(),
});
/** @public */
export type Ratification = z.infer<typeof ratificationSchema>;

/** @public */
export const aupVersionSummarySchema = z.object({
  /** `major.minor` */
  version: z.string().regex(/^\d{1,4}\.\d{1,4}$/),
  title: z.string(),
  /** Of the canonical text, UTF-8. */
  sha256,
  publishedAt: instant,
  publishedBy: z.string(),
  /** Where the sponsor has ratified its major version. */
  ratification: ratificationSchema.optional(),
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

/** One person's acknowledgement of one version; it is never changed. @public */
export const acknowledgementSchema = z.object({
  version: z.string(),
  sha256,
  userRef: z.string(),
  /** As it was at the time. */
  userName: z.string(),
  acknowledgedAt: instant,
  /** The sentence that was consented to, and its hash; the first records have none. */
  consentText: z.string().optional(),
  consentSha256: sha256.optional(),
  /** When the person had opened the version in the portal first. */
  seenAt: instant.optional(),
  /** Over the acknowledgement and the one before it. */
  hash: sha256,
});
/** @public */
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** How a person stands to a version of the policy. @public */
export const acknowledgementStateSchema = z.enum([
  /** is in no campaign's audience */
  'not_requested',
  /** has acknowledged nothing yet */
  'pending',
  /** has acknowledged the version */
  'acknowledged',
  /** has acknowledged an older version only */
  'outdated',
  'declined',
  /** should have acknowledged by now */
  'overdue',
  /** need not acknowledge until a date; keys need an acknowledgement all the same */
  'exempt',
]);
/** @public */
export type AcknowledgementState = z.infer<typeof acknowledgementStateSchema>;

const someOf = z.object({ acknowledged: count, total: count });

/** @public */
export const teamAcknowledgementsSchema = z.object({
  teamRef: z.string(),
  version: z.string().optional(),
  acknowledged: count,
  /** When a team counts as having acknowledged, and whether this one does. */
  rollUp: z.object({
    /** Whose acknowledgements are asked for. */
    who: z.enum(['key-holders-and-lead', 'everyone']),
    /** How many of them are enough, in per cent; the lead has to be among them. */
    percent: z.number().int().min(1).max(100),
    state: z.enum(['met', 'not-met', 'nobody-to-ask']),
    keyHolders: someOf,
    everyone: someOf,
    lead: z
      .object({ userRef: z.string(), acknowledged: z.boolean() })
      .optional(),
  }),
  members: z.array(
    z.object({
      userRef: z.string(),
      name: z.string(),
      state: acknowledgementStateSchema,
      version: z.string().optional(),
      acknowledgedAt: instant.optional(),
      /** Whether keys stop without this person's acknowledgement. */
      holdsKeys: z.boolean(),
    }),
  ),
});
/** @public */
export type TeamAcknowledgements = z.infer<typeof teamAcknowledgementsSchema>;
