import {
  api,
  AupVersion,
  policyAcknowledgePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { newKeyRouteRef } from '../../routes';
import { ActionError, statusOf } from '../ErrorNotice';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';

/** Where a person confirms the version that they have in front of them. */
export function AcknowledgePanel(props: {
  aup: AupVersion;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  const { version, acknowledgedAt } = props.aup;

  return (
    <Section title={t('policy.acknowledge.title')}>
      {acknowledgedAt ? (
        <Flex direction="column" gap="3" align="start">
          <Status tone="positive">
            {t('policy.acknowledge.done', {
              version,
              when: <RelativeTime instant={acknowledgedAt} />,
            })}
          </Status>
          <Text as="p" variant="body-medium" color="secondary">
            {t('policy.acknowledge.next')}
          </Text>
          <ButtonLink variant="secondary" href={newKeyHref}>
            {t('keys.getKey')}
          </ButtonLink>
        </Flex>
      ) : (
        <Confirm key={props.aup.sha256 + version} {...props} />
      )}
    </Section>
  );
}

function Confirm(props: { aup: AupVersion; onChanged: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const acknowledge = useAction(api.acknowledgeAup);
  const { allowed, loading } = usePermission({
    permission: policyAcknowledgePermission,
  });
  const { version, sha256 } = props.aup;

  const confirm = async () => {
    const done = await acknowledge.run({
      params: { version },
      body: { sha256 },
    });
    if (done) {
      toasts.post({
        title: t('policy.acknowledge.toast', { version }),
        status: 'success',
        timeout: 6000,
      });
      props.onChanged();
    }
  };

  if (!allowed && !loading) {
    return <Text as="p">{t('policy.acknowledge.notAllowed')}</Text>;
  }
  if (acknowledge.error && statusOf(acknowledge.error) === 409) {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('policy.acknowledge.changedTitle')}
        description={t('policy.acknowledge.changed')}
        customActions={
          <Button size="small" onPress={props.onChanged}>
            {t('policy.acknowledge.reload')}
          </Button>
        }
      />
    );
  }
  return (
    <Flex direction="column" gap="3" align="start">
      <Text as="p" variant="body-medium">
        {t('policy.acknowledge.statement', { version })}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {t('policy.acknowledge.record')}
      </Text>
      <ActionError error={acknowledge.error} />
      <Button
        variant="primary"
        isPending={acknowledge.isPending}
        onPress={confirm}
      >
        {t('policy.acknowledge.action', { version })}
      </Button>
    </Flex>
  );
}
