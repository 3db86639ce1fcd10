import {
  api,
  AupVersion,
  policyRatifyPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { isReason, ReasonField } from '../ReasonField';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';

/** Whether the executive sponsor stands behind a version; the sponsor decides here. */
export function Ratification(props: {
  aup: AupVersion;
  /** Whether it is in force; only then it can be ratified. */
  isInForce: boolean;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const { ratification, version } = props.aup;
  const { allowed } = usePermission({ permission: policyRatifyPermission });

  return (
    <Section title={t('policy.ratification.title')}>
      {ratification ? (
        <Status tone="positive">
          {t('policy.ratification.done', {
            version: ratification.version,
            name: ratification.ratifiedByName,
            when: <RelativeTime instant={ratification.ratifiedAt} />,
          })}
          <Text as="div" variant="body-small" color="secondary">
            {ratification.statement}
          </Text>
        </Status>
      ) : (
        <Flex direction="column" gap="3" align="start">
          <Status tone="warning">
            {props.isInForce
              ? t('policy.ratification.open', { version })
              : t('policy.ratification.never', { version })}
          </Status>
          {allowed && props.isInForce && <Ratify key={version} {...props} />}
        </Flex>
      )}
    </Section>
  );
}

function Ratify(props: { aup: AupVersion; onChanged: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const ratify = useAction(api.ratifyAup);
  const [statement, setStatement] = useState('');
  const { version, sha256 } = props.aup;

  const confirm = async () => {
    const ratified = await ratify.run({
      params: { version },
      body: { sha256, statement: statement.trim() },
    });
    if (ratified) {
      toasts.post({
        title: t('policy.ratification.toast', { version }),
        status: 'success',
        timeout: 6000,
      });
      props.onChanged();
    }
  };

  return (
    <>
      <Text as="p" variant="body-medium">
        {t('policy.ratification.effect')}
      </Text>
      <ReasonField value={statement} onChange={setStatement} />
      <ActionError error={ratify.error} />
      <Button
        variant="primary"
        isDisabled={!isReason(statement)}
        isPending={ratify.isPending}
        onPress={confirm}
      >
        {t('policy.ratification.action', { version })}
      </Button>
    </>
  );
}
