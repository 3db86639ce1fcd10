import { MyAcknowledgement } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, Link, Text } from '@backstage/ui';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { policyRouteRef } from '../../routes';
import { Deadline, RelativeTime } from '../RelativeTime';
import { Status } from '../Status';

/** Until when a person has to acknowledge, and what stops without it. */
export function WhatIsAsked(props: { mine: MyAcknowledgement }) {
  const { t } = useMessages();
  const { mine } = props;
  const policyHref = useRouteRef(policyRouteRef)?.();
  const { acknowledgedVersion, declined, dueAt, exemptUntil } = mine;
  return (
    <>
      <KeysThatStop mine={mine} />
      {mine.state === 'declined' && declined && (
        <Status tone="negative">
          {t('policy.acknowledge.declined', {
            when: <RelativeTime instant={declined.at} />,
            reason: declined.reason,
          })}
        </Status>
      )}
      {mine.state === 'exempt' && exemptUntil && (
        <Status tone="neutral">
          {t('policy.acknowledge.exempt', {
            when: <Deadline instant={exemptUntil} />,
          })}
        </Status>
      )}
      {dueAt && ['pending', 'outdated', 'overdue'].includes(mine.state) && (
        <Status tone={mine.state === 'overdue' ? 'negative' : 'warning'}>
          {t('policy.acknowledge.due', {
            when: <Deadline instant={dueAt} />,
          })}
        </Status>
      )}
      {acknowledgedVersion && (
        <Text as="p" variant="body-medium">
          {t('policy.acknowledge.before', {
            version: (
              <Link href={`${policyHref}/${acknowledgedVersion}`}>
                {acknowledgedVersion}
              </Link>
            ),
          })}
        </Text>
      )}
    </>
  );
}

function KeysThatStop({ mine }: { mine: MyAcknowledgement }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { ids, stopAt } = mine.keys;
  if (ids.length === 0) {
    return null;
  }
  const when =
    stopAt &&
    new Date(stopAt).toLocaleDateString(language, { dateStyle: 'long' });
  return (
    <Alert
      status={stopAt ? 'warning' : 'danger'}
      icon
      title={
        when
          ? t('policy.acknowledge.keysStop', { count: ids.length, when })
          : t('policy.acknowledge.keysStopped', { count: ids.length })
      }
      description={t('policy.acknowledge.keysWhich', { keys: ids.join(', ') })}
    />
  );
}
