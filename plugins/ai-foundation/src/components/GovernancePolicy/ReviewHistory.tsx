import {
  AupDraft,
  AupReview,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';

const TONES = {
  approved: 'positive',
  'changes-requested': 'warning',
  rejected: 'negative',
} as const;

/** What was handed in, and what the legal seat said of it; nothing ever goes. */
export function ReviewHistory(props: { draft: AupDraft }) {
  const { t } = useMessages();
  const { contentSha256, submissions } = props.draft;
  return (
    <Section title={t('policyDrafts.history.title')}>
      {submissions.length === 0 && (
        <EmptyNotice
          title={t('policyDrafts.history.none')}
          description={t('policyDrafts.history.noneWhy')}
        />
      )}
      <Flex direction="column" gap="5">
        {submissions.map(submission => (
          <Flex key={submission.submittedAt} direction="column" gap="2">
            <Text as="p" variant="body-medium" weight="bold">
              {t('policyDrafts.history.submitted', {
                when: <RelativeTime instant={submission.submittedAt} />,
                name: <EntityName entityRef={submission.submittedBy} plain />,
              })}
              {', '}
              {submission.contentSha256 === contentSha256
                ? t('policyDrafts.history.present')
                : t('policyDrafts.history.past')}
            </Text>
            <Text as="p" variant="body-medium">
              {submission.summary}
            </Text>
            {submission.reviews.length === 0 && (
              <Status tone="neutral">
                {t('policyDrafts.history.waiting')}
              </Status>
            )}
            {submission.reviews.map(review => (
              <ReviewEntry key={review.id} review={review} />
            ))}
          </Flex>
        ))}
      </Flex>
    </Section>
  );
}

function ReviewEntry(props: { review: AupReview }) {
  const { t } = useMessages();
  const { comment, material, outcome, sections, ...review } = props.review;
  const open = sections.filter(({ signedOff }) => !signedOff);
  return (
    <Status tone={TONES[outcome]}>
      {t(`policyDrafts.history.outcome.${outcome}`, {
        name: review.reviewerName,
        seat: review.seat,
        when: <RelativeTime instant={review.reviewedAt} />,
      })}
      <Text as="div" variant="body-medium" color="secondary">
        {comment}
      </Text>
      {material !== undefined && (
        <Text as="div" variant="body-small" color="secondary">
          {material
            ? t('policyDrafts.history.material')
            : t('policyDrafts.history.notMaterial')}
        </Text>
      )}
      {open.map(section => (
        <Text key={section.id} as="div" variant="body-small" color="secondary">
          {t('policyDrafts.history.notSignedOff', {
            section: t(`policy.sections.${section.id}`),
          })}
          {section.comment && `: ${section.comment}`}
        </Text>
      ))}
    </Status>
  );
}
