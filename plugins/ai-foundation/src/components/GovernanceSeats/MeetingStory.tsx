import { Meeting } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MarkdownContent } from '@backstage/core-components';
import { Button, Flex, Text } from '@backstage/ui';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { Fact, Facts, Sentences } from '../Facts';
import { Status } from '../Status';
import styles from './GovernanceSeats.module.css';

/** One meeting: who was there, what was said and decided. */
export function MeetingStory(props: {
  meeting: Meeting;
  onCorrect: (() => void) | undefined;
}) {
  const { t } = useMessages();
  const { meeting } = props;
  const { quorum } = meeting;
  const day = new Intl.DateTimeFormat(useLanguage(), {
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(meeting.heldAt));
  const figures = {
    present: String(quorum.present),
    needed: String(quorum.needed),
  };
  return (
    <article aria-label={day}>
      <Flex direction="column" gap="3">
        <Flex justify="between" align="center">
          <Text as="h4" variant="title-x-small">
            {day}
          </Text>
          {props.onCorrect && (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('seats.correctFor', { day })}
              onPress={props.onCorrect}
            >
              {t('seats.correct')}
            </Button>
          )}
        </Flex>
        <Status tone={quorum.reached ? 'positive' : 'negative'}>
          {t(
            quorum.reached ? 'seats.quorumReached' : 'seats.quorumMissed',
            figures,
          )}
        </Status>
        {meeting.correctedBy && (
          <Status tone="neutral">{t('seats.corrected')}</Status>
        )}
        {meeting.correctionReason && (
          <Text as="p">
            {t('seats.correction', { reason: meeting.correctionReason })}
          </Text>
        )}
        <Facts>
          <Fact name={t('seats.attendees')} isWide>
            {meeting.attendees
              .map(({ name, seat }) => `${name} (${t(`seats.seat.${seat}`)})`)
              .join(', ')}
            {quorum.missingFunctions.length > 0 && (
              <div>
                {t('seats.missing', {
                  functions: quorum.missingFunctions
                    .map(name => t(`seats.seat.${name}`))
                    .join(', '),
                })}
              </div>
            )}
          </Fact>
          {meeting.approvesCharter !== undefined && (
            <Fact name={t('seats.charter')}>
              {t('seats.approvesCharter', {
                version: String(meeting.approvesCharter),
              })}
            </Fact>
          )}
          <Fact name={t('seats.decisions')} isWide>
            {meeting.decisions.length > 0 ? (
              <Sentences items={meeting.decisions} />
            ) : (
              '–'
            )}
          </Fact>
        </Facts>
        <details>
          <summary>{t('seats.minutes')}</summary>
          <MarkdownContent className={styles.text} content={meeting.agenda} />
          <MarkdownContent className={styles.text} content={meeting.minutes} />
          <Text as="p" variant="body-small" color="secondary">
            {t('seats.fingerprint')}:{' '}
            <code className={styles.hash}>{meeting.minutesSha256}</code>
          </Text>
        </details>
      </Flex>
    </article>
  );
}
