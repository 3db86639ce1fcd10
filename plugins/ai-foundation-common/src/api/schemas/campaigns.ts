import { z } from 'zod';
import { acknowledgementStateSchema } from './aup';
import { count, instant, sha256 } from './primitives';

/** How many people of a campaign's audience stand where; those who left are apart. @public */
export const campaignProgressSchema = z.object({
  people: count,
  /** Whose notification was delivered. */
  sent: count,
  /** Who opened the version in the portal. */
  seen: count,
  acknowledged: count,
  pending: count,
  outdated: count,
  declined: count,
  overdue: count,
  exempt: count,
  /** Who was asked, and is in the audience no more. */
  left: count,
});
/** @public */
export type CampaignProgress = z.infer<typeof campaignProgressSchema>;

/** @public */
export const campaignSchema = z.object({
  /** The version of the policy that is circulated. */
  version: z.string(),
  title: z.string(),
  /** A major version asks to be acknowledged, a minor one informs. */
  asks: z.enum(['acknowledge', 'inform']),
  openedAt: instant,
  openedBy: z.string(),
  dueAt: instant,
  /** Until when the major version before it still counts for keys. */
  graceUntil: instant.optional(),
  /** Since when a newer major version asks instead. */
  closedAt: instant.optional(),
  audience: z.object({
    /** The groups that were named; none means every group with members. */
    groups: z.array(z.string()),
    /** How many people were in it at the publication. */
    people: count,
    /** Of the people at the publication, canonical JSON, by their refs. */
    sha256,
  }),
  progress: campaignProgressSchema,
});
/** @public */
export type Campaign = z.infer<typeof campaignSchema>;

/** How one group's people stand to a campaign. @public */
export const campaignGroupSchema = z.object({
  groupRef: z.string(),
  title: z.string(),
  progress: campaignProgressSchema,
});
/** @public */
export type CampaignGroup = z.infer<typeof campaignGroupSchema>;

/** @public */
export const campaignDetailSchema = campaignSchema.extend({
  groups: z.array(campaignGroupSchema),
});
/** @public */
export type CampaignDetail = z.infer<typeof campaignDetailSchema>;

/** One person of a campaign's audience. @public */
export const campaignRecipientSchema = z.object({
  userRef: z.string(),
  /** As it was when the person was asked. */
  name: z.string(),
  /** The group by which the person is in the audience. */
  groupRef: z.string(),
  state: acknowledgementStateSchema,
  addedAt: instant,
  /** Whether the person joined after the publication. */
  joined: z.boolean(),
  leftAt: instant.optional(),
  /** When a notification was delivered first. */
  sentAt: instant.optional(),
  /** When the person opened the version in the portal first. */
  seenAt: instant.optional(),
  acknowledgedAt: instant.optional(),
  consentSha256: sha256.optional(),
  reminders: count,
  declined: z.object({ at: instant, reason: z.string() }).optional(),
  exempt: z
    .object({ until: instant, reason: z.string(), grantedBy: z.string() })
    .optional(),
});
/** @public */
export type CampaignRecipient = z.infer<typeof campaignRecipientSchema>;

/** @public */
export const campaignExportSchema = campaignDetailSchema.extend({
  exportedAt: instant,
  recipients: z.array(campaignRecipientSchema),
});
/** @public */
export type CampaignExport = z.infer<typeof campaignExportSchema>;

/** What the policy in force asks of the caller. @public */
export const myAcknowledgementSchema = z.object({
  version: z.string(),
  state: acknowledgementStateSchema,
  /** The sentence that the caller consents to with an acknowledgement. */
  consent: z.object({ text: z.string(), sha256 }),
  /** The newest version that the caller has acknowledged. */
  acknowledgedVersion: z.string().optional(),
  acknowledgedAt: instant.optional(),
  dueAt: instant.optional(),
  declined: z.object({ at: instant, reason: z.string() }).optional(),
  exemptUntil: instant.optional(),
  /** The caller's keys that stop, or have stopped, without an acknowledgement. */
  keys: z.object({
    ids: z.array(z.string()),
    /** Absent where they have stopped already. */
    stopAt: instant.optional(),
  }),
});
/** @public */
export type MyAcknowledgement = z.infer<typeof myAcknowledgementSchema>;

/** What following the chain of acknowledgements found. @public */
export const acknowledgementVerificationSchema = z.object({
  entries: count,
  /** Number of the first acknowledgement that does not follow from those before. */
  brokenAt: count.optional(),
  /** Whether none is missing, changed or out of its place. */
  complete: z.boolean(),
});
/** @public */
export type AcknowledgementVerification = z.infer<
  typeof acknowledgementVerificationSchema
>;
