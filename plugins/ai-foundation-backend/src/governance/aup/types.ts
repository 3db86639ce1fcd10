import {
  AupDocument,
  ReviewOutcome,
  SectionReview,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** A published version of the policy; nothing about it ever changes. */
export interface PublishedAup {
  /** `major.minor` */
  version: string;
  major: number;
  minor: number;
  title: string;
  document: AupDocument;
  /** The canonical text, Markdown. */
  text: string;
  /** Of the canonical text, UTF-8. */
  sha256: string;
  publishedAtMs: number;
  publishedBy: string;
  origin: Origin;
}

/** One person's acknowledgement of one version; nothing about it ever changes. */
export interface AupAcknowledgement {
  version: string;
  sha256: string;
  userRef: string;
  /** As it was at the time. */
  userName: string;
  /** As it was at the time. */
  userEmail: string | undefined;
  /** Absent in the oldest ones. */
  consent: Consent | undefined;
  /** How the person was signed in, JSON. */
  auth: string | undefined;
  acknowledgedAtMs: number;
  /** When the person had opened the version first. */
  seenAtMs: number | undefined;
  origin: Origin;
}

/** The sentence that a person consents to, word for word. */
export interface Consent {
  text: string;
  /** Of the sentence, UTF-8. */
  sha256: string;
}

/** A text of the policy that is on its way to a version. */
export interface Draft {
  id: string;
  basedOn: string | undefined;
  document: AupDocument;
  contentSha256: string;
  revision: number;
  /** Refs of everybody who wrote in it. */
  authors: readonly string[];
  createdAtMs: number;
  savedAtMs: number;
  savedBy: string;
  publishedVersion: string | undefined;
  origin: Origin;
  /** The oldest first. */
  submissions: readonly Submission[];
}

/** A draft as it was handed in; nothing about it ever changes. */
export interface Submission {
  id: string;
  draftId: string;
  document: AupDocument;
  contentSha256: string;
  summary: string;
  submittedBy: string;
  submittedAtMs: number;
  origin: Origin;
  /** The oldest first. */
  reviews: readonly Review[];
}

/** What the legal seat said of a submission. */
export interface Review {
  id: string;
  submissionId: string;
  contentSha256: string;
  outcome: ReviewOutcome;
  comment: string;
  sections: SectionReview[];
  /** Whether people have to acknowledge anew; said with an approval. */
  material: boolean | undefined;
  reviewerRef: string;
  reviewerName: string;
  seat: string;
  reviewedAtMs: number;
  origin: Origin;
}

/** The sponsor's decision on one version. */
export interface RatificationRecord {
  version: string;
  sha256: string;
  statement: string;
  ratifiedBy: string;
  ratifiedByName: string;
  seat: string;
  ratifiedAtMs: number;
  origin: Origin;
}
