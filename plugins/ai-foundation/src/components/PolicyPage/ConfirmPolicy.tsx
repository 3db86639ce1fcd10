import {
  api,
  AupVersion,
  MyAcknowledgement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError, statusOf } from '../ErrorNotice';
import { DeclineDialog } from './DeclineDialog';

/** The sentence that a person consents to, and the buttons below it. */
export function ConfirmPolicy(props: {
  aup: AupVersion;
  mine: MyAcknowledgement;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const acknowledge = useAction(api.acknowledgeAup);
  const [isDeclining, setIsDeclining] = useState(false);
  const { aup, mine, onChanged } = props;
  const { version, sha256 } = aup;
  const hasChanged =
    mine.version !== version ||
    (acknowledge.error && statusOf(acknowledge.error) === 409);

  const confirm = async () => {
    const done = await acknowledge.run({
      params: { version },
      body: { sha256, consentSha256: mine.consent.sha256 },
    });
    if (done) {
      toasts.post({
        title: t('policy.acknowledge.toast', { version }),
        status: 'success',
        timeout: 6000,
      });
      onChanged();
    }
  };

  if (hasChanged) {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('policy.acknowledge.changedTitle')}
        description={t('policy.acknowledge.changed')}
        customActions={
          <Button size="small" onPress={onChanged}>
            {t('policy.acknowledge.reload')}
          </Button>
        }
      />
    );
  }
  return (
    <Flex direction="column" gap="3" align="start">
      <Text as="p" variant="body-medium" style={{ overflowWrap: 'anywhere' }}>
        {mine.consent.text}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {t('policy.acknowledge.record')}
      </Text>
      <ActionError error={acknowledge.error} />
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        <Button
          variant="primary"
          isPending={acknowledge.isPending}
          onPress={confirm}
        >
          {t('policy.acknowledge.action', { version })}
        </Button>
        {mine.state !== 'not_requested' && mine.state !== 'declined' && (
          <Button variant="secondary" onPress={() => setIsDeclining(true)}>
            {t('policy.acknowledge.decline')}
          </Button>
        )}
      </Flex>
      {isDeclining && (
        <DeclineDialog
          aup={aup}
          keyIds={mine.keys.ids}
          onClose={() => setIsDeclining(false)}
          onChanged={onChanged}
        />
      )}
    </Flex>
  );
}
