import { z } from 'zod';
import { AUP_SECTION_IDS, aupDocumentSchema } from './aup';
import { count, instant, sha256 } from './primitives';

/** @public */
export const aupDraftStateSchema = z.enum([
  /** is being written */
  'draft',
  /** waits for the legal seat */
  'in-review',
  /** legal asks for changes */
  'changes-requested',
  /** legal approved the very content that it has now */
  'approved',
  /** legal refused it; it is kept as it was */
  'rejected',
  /** became a version */
  'published',
]);
/** @public */
export type AupDraftState = z.infer<typeof aupDraftStateSchema>;

/** Something that is wrong with a policy document, or could be better. @public */
export const policyFindingSchema = z.object({
  /** `title`, `introduction`, `eligible`, `purposes`, or the id of a section. */
  place: z.string(),
  /** The rule that it is about, where it is about one. */
  ruleId: z.string().optional(),
  /** A sentence without its full stop. */
  message: z.string(),
});
/** @public */
export type PolicyFinding = z.infer<typeof policyFindingSchema>;

/** @public */
export const aupDraftSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  state: aupDraftStateSchema,
  /** The version that it was started from. */
  basedOn: z.string().optional(),
  /** Goes up with each save. */
  revision: count,
  /** Of the content as it is now. */
  contentSha256: sha256,
  /** Refs of everybody who wrote in it. */
  authors: z.array(z.string()),
  createdAt: instant,
  savedAt: instant,
  savedBy: z.string(),
  submittedAt: instant.optional(),
  publishedVersion: z.string().optional(),
});
/** @public */
export type AupDraftSummary = z.infer<typeof aupDraftSummarySchema>;

/** @public */
export const reviewOutcomeSchema = z.enum([
  'approved',
  'changes-requested',
  'rejected',
]);
/** @public */
export type ReviewOutcome = z.infer<typeof reviewOutcomeSchema>;

/** What legal says about one section. @public */
export const sectionReviewSchema = z.object({
  id: z.enum(AUP_SECTION_IDS),
  /** Whether legal signs it off. */
  signedOff: z.boolean(),
  comment: z.string().trim().max(5_000).optional(),
});
/** @public */
export type SectionReview = z.infer<typeof sectionReviewSchema>;

/** @public */
export const aupReviewSchema = z.object({
  id: z.string(),
  outcome: reviewOutcomeSchema,
  /** Of the content that was reviewed; it counts for no other. */
  contentSha256: sha256,
  comment: z.string(),
  sections: z.array(sectionReviewSchema),
  /** Whether people have to acknowledge anew; said with an approval. */
  material: z.boolean().optional(),
  reviewer: z.string(),
  /** As it was at the time. */
  reviewerName: z.string(),
  /** The seat that the reviewer held then. */
  seat: z.string(),
  reviewedAt: instant,
});
/** @public */
export type AupReview = z.infer<typeof aupReviewSchema>;

/** @public */
export const aupSubmissionSchema = z.object({
  contentSha256: sha256,
  /** What changes and why, in the author's words. */
  summary: z.string(),
  submittedBy: z.string(),
  submittedAt: instant,
  /** The oldest first. */
  reviews: z.array(aupReviewSchema),
});
/** @public */
export type AupSubmission = z.infer<typeof aupSubmissionSchema>;

/** @public */
export const aupDraftSchema = aupDraftSummarySchema.extend({
  document: aupDocumentSchema,
  /** What keeps it from being reviewed. */
  violations: z.array(policyFindingSchema),
  /** Wording that a reviewer looks at twice. */
  lint: z.array(policyFindingSchema),
  /** The newest first. */
  submissions: z.array(aupSubmissionSchema),
  /** Who holds the legal seat and did not write in it. */
  reviewers: z.array(z.string()),
  /** How many people it lets use models; a major version asks them all. */
  eligiblePeople: count,
});
/** @public */
export type AupDraft = z.infer<typeof aupDraftSchema>;

/** A piece of text that is in both, or in one alone. @public */
export const diffPartSchema = z.object({
  change: z.enum(['same', 'added', 'removed']),
  text: z.string(),
});
/** @public */
export type DiffPart = z.infer<typeof diffPartSchema>;

/** @public */
export const aupChangeSchema = z.object({
  kind: z.enum([
    'title',
    'introduction',
    'eligible',
    'purpose',
    'section',
    'rule',
  ]),
  /** Of the purpose, section or rule. */
  id: z.string().optional(),
  change: z.enum(['added', 'removed', 'changed']),
  /** The section that a rule moved from. */
  movedFrom: z.string().optional(),
  parts: z.array(diffPartSchema),
});
/** @public */
export type AupChange = z.infer<typeof aupChangeSchema>;

/** What differs between two texts of the policy. @public */
export const aupDiffSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** In the order of the document; empty where nothing differs. */
  changes: z.array(aupChangeSchema),
});
/** @public */
export type AupDiff = z.infer<typeof aupDiffSchema>;

/** How a rule of a version is enforced. @public */
export const traceabilityRowSchema = z.object({
  rule: z.string(),
  section: z.string(),
  statement: z.string(),
  enforcement: z.enum(['automated', 'manual', 'planned', 'none']),
  control: z.string().optional(),
  /** Whether the control, or the person, is there today. */
  resolved: z.boolean(),
  /** Who checks it, or accepts the risk. */
  owner: z.string().optional(),
  /** From when it is enforced. */
  date: z.string().optional(),
  acceptedRisk: z.string().optional(),
});
/** @public */
export type TraceabilityRow = z.infer<typeof traceabilityRowSchema>;

/** @public */
export const traceabilitySchema = z.object({
  version: z.string(),
  sha256,
  rows: z.array(traceabilityRowSchema),
});
/** @public */
export type Traceability = z.infer<typeof traceabilitySchema>;

const named = z.object({ ref: z.string(), name: z.string() });

/** What a draft can refer to. @public */
export const policyReferencesSchema = z.object({
  people: z.array(named),
  groups: z.array(named),
  /** Names of data tiers, the least sensitive first. */
  tiers: z.array(z.string()),
  /** ISO 8601, as the server counts. */
  today: z.string(),
});
