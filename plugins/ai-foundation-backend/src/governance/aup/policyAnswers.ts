import {
  AupDraftSummary,
  AupReview,
  AupSubmission,
  AupVersion,
  AupVersionSummary,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { instant, optionalInstant } from '../../kernel/instant';
import { presentSubmission, stateOf } from './draftState';
import { ratificationOf } from './RatificationService';
import {
  AupAcknowledgement,
  Draft,
  PublishedAup,
  RatificationRecord,
  Review,
  Submission,
} from './types';

/** A version as the control plane answers it. */
export function toVersion(
  aup: PublishedAup,
  ratifications: readonly RatificationRecord[],
  acknowledgement: AupAcknowledgement | undefined,
): AupVersion {
  return {
    ...toVersionSummary(aup, ratifications),
    document: aup.document,
    text: aup.text,
    acknowledgedAt: optionalInstant(acknowledgement?.acknowledgedAtMs),
  };
}

export function toVersionSummary(
  aup: PublishedAup,
  ratifications: readonly RatificationRecord[],
): AupVersionSummary {
  const record = ratificationOf(aup, ratifications);
  return {
    version: aup.version,
    title: aup.title,
    sha256: aup.sha256,
    publishedAt: instant(aup.publishedAtMs),
    publishedBy: aup.publishedBy,
    ratification: record && {
      version: record.version,
      sha256: record.sha256,
      ratifiedBy: record.ratifiedBy,
      ratifiedByName: record.ratifiedByName,
      ratifiedAt: instant(record.ratifiedAtMs),
      statement: record.statement,
    },
  };
}

export function toDraftSummary(draft: Draft): AupDraftSummary {
  return {
    id: draft.id,
    title: draft.document.title,
    state: stateOf(draft),
    basedOn: draft.basedOn,
    revision: draft.revision,
    contentSha256: draft.contentSha256,
    authors: [...draft.authors],
    createdAt: instant(draft.createdAtMs),
    savedAt: instant(draft.savedAtMs),
    savedBy: draft.savedBy,
    submittedAt: optionalInstant(presentSubmission(draft)?.submittedAtMs),
    publishedVersion: draft.publishedVersion,
  };
}

export function toSubmission(submission: Submission): AupSubmission {
  return {
    contentSha256: submission.contentSha256,
    summary: submission.summary,
    submittedBy: submission.submittedBy,
    submittedAt: instant(submission.submittedAtMs),
    reviews: submission.reviews.map(toReview),
  };
}

function toReview(review: Review): AupReview {
  return {
    id: review.id,
    outcome: review.outcome,
    contentSha256: review.contentSha256,
    comment: review.comment,
    sections: review.sections,
    material: review.material,
    reviewer: review.reviewerRef,
    reviewerName: review.reviewerName,
    seat: review.seat,
    reviewedAt: instant(review.reviewedAtMs),
  };
}
