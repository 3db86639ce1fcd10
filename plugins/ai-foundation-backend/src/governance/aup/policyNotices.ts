import { OutboxMessage } from '../../kernel/Outbox';
import { Draft, PublishedAup, Review } from './types';

const OUTCOMES: Record<Review['outcome'], string> = {
  approved: 'approved',
  'changes-requested': 'asks for changes to',
  rejected: 'rejected',
};

/** Tells who can review a draft that it waits. */
export function toReviewers(
  draft: Draft,
  recipients: readonly string[],
): OutboxMessage[] {
  return recipients.map(recipientRef => ({
    ...aboutDraft(draft),
    recipientRef,
    title: `Review the policy draft "${draft.document.title}"`,
    description: 'It was handed in and waits for the legal seat.',
  }));
}

/** Tells the authors of a draft what legal said. */
export function toAuthors(draft: Draft, review: Review): OutboxMessage[] {
  return draft.authors.map(recipientRef => ({
    ...aboutDraft(draft),
    recipientRef,
    title: `${review.reviewerName} ${OUTCOMES[review.outcome]} "${
      draft.document.title
    }"`,
    description: review.comment,
  }));
}

/** Tells the sponsor of a version that is not ratified. */
export function toSponsors(
  { version, title }: PublishedAup,
  recipients: readonly string[],
): OutboxMessage[] {
  return recipients.map(recipientRef => ({
    recipientRef,
    topic: 'policy',
    scope: `aup-ratification:${version}`,
    title: `Ratify version ${version} of the policy`,
    description: `"${title}" is in force and waits for the executive sponsor.`,
    link: '/ai-foundation/policy',
    severity: 'normal',
  }));
}

function aboutDraft({ id }: Draft) {
  return {
    topic: 'policy',
    scope: `aup-draft:${id}`,
    link: `/ai-foundation/governance/policy/${id}`,
    severity: 'normal' as const,
  };
}
