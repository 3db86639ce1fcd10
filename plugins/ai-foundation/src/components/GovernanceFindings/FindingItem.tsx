import { Finding } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Item } from '../ItemList';
import { RelativeTime } from '../RelativeTime';
import { Status, Tone } from '../Status';

const TONES: Record<string, Tone> = {
  open: 'warning',
  stop: 'negative',
};

/** One finding: what it is, who found it, and what was decided. */
export function FindingItem(props: {
  finding: Finding;
  /** Without it, the reader may not decide. */
  onDecide?: () => void;
}) {
  const { t } = useMessages();
  const { finding, onDecide } = props;
  const { decidedAt, decidedBy, decision, dueAt, ownerRef, state } = finding;
  const words =
    state === 'triaged' && decision !== undefined
      ? decision
      : (state as Exclude<Finding['state'], 'triaged'>);
  const isResolved = state === 'resolved';
  return (
    <Item
      action={
        onDecide && (
          <Button
            variant="secondary"
            aria-label={t(
              isResolved ? 'findings.reopenFor' : 'findings.decideFor',
              {
                title: finding.title,
              },
            )}
            onPress={onDecide}
          >
            {isResolved ? t('findings.reopen') : t('findings.decide')}
          </Button>
        )
      }
    >
      <Status tone={TONES[words] ?? 'neutral'}>
        {t(`findings.state.${words}`)}
      </Status>
      <Text as="div" variant="body-medium" weight="bold">
        {finding.title}
      </Text>
      <Text as="div" variant="body-small" color="secondary">
        {t('findings.found', {
          kind: t(`findings.kind.${finding.kind}`),
          source: t(`findings.source.${finding.source}`),
          when: <RelativeTime instant={finding.foundAt} />,
        })}
        {finding.reportedBy &&
          t('findings.by', {
            name: <EntityName entityRef={finding.reportedBy} plain />,
          })}
      </Text>
      {finding.subjectRef && <EntityName entityRef={finding.subjectRef} />}
      <Text as="div" variant="body-small">
        {finding.detail}
      </Text>
      {ownerRef && dueAt && (
        <Text as="div" variant="body-small">
          {t('findings.follow', {
            name: <EntityName entityRef={ownerRef} plain />,
            when: <RelativeTime instant={dueAt} />,
          })}
        </Text>
      )}
      {decidedBy && decidedAt && (
        <Text as="div" variant="body-small" color="secondary">
          {t('findings.decided', {
            name: <EntityName entityRef={decidedBy} plain />,
            when: <RelativeTime instant={decidedAt} />,
            reason: finding.reason ?? '',
          })}
        </Text>
      )}
    </Item>
  );
}
