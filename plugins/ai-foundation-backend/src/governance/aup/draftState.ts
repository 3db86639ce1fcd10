import { AupDraftState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Draft, Review, Submission } from './types';

/** The newest submission, where it is of the content that the draft has now. */
export function presentSubmission(draft: Draft): Submission | undefined {
  const newest = draft.submissions.at(-1);
  return newest?.contentSha256 === draft.contentSha256 ? newest : undefined;
}

/** The review that counts: the newest one of the present content. */
export function presentReview(draft: Draft): Review | undefined {
  return presentSubmission(draft)?.reviews.at(-1);
}

/** Where a draft stands; a rejection stays, whatever is in it. */
export function stateOf(draft: Draft): AupDraftState {
  if (draft.publishedVersion !== undefined) {
    return 'published';
  }
  const submission = presentSubmission(draft);
  return submission
    ? submission.reviews.at(-1)?.outcome ?? 'in-review'
    : 'draft';
}
