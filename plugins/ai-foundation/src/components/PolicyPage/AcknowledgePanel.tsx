import {
  AupVersion,
  MyAcknowledgement,
  policyAcknowledgePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useMyAcknowledgement } from '../../hooks/useMyAcknowledgement';
import { newKeyRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import { ConfirmPolicy } from './ConfirmPolicy';
import { WhatIsAsked } from './WhatIsAsked';

/** Where a person confirms the version that they have in front of them. */
export function AcknowledgePanel(props: {
  aup: AupVersion;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const { version, acknowledgedAt, sha256 } = props.aup;
  return (
    <Section title={t('policy.acknowledge.title')}>
      {acknowledgedAt ? (
        <Acknowledged version={version} acknowledgedAt={acknowledgedAt} />
      ) : (
        <Open key={sha256 + version} {...props} />
      )}
    </Section>
  );
}

function Acknowledged(props: { version: string; acknowledgedAt: string }) {
  const { t } = useMessages();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  return (
    <Flex direction="column" gap="3" align="start">
      <Status tone="positive">
        {t('policy.acknowledge.done', {
          version: props.version,
          when: <RelativeTime instant={props.acknowledgedAt} />,
        })}
      </Status>
      <Text as="p" variant="body-medium" color="secondary">
        {t('policy.acknowledge.next')}
      </Text>
      <ButtonLink variant="secondary" href={newKeyHref}>
        {t('keys.getKey')}
      </ButtonLink>
    </Flex>
  );
}

function Open(props: { aup: AupVersion; onChanged: () => void }) {
  const { t } = useMessages();
  const mine = useMyAcknowledgement();
  const { allowed, loading } = usePermission({
    permission: policyAcknowledgePermission,
  });
  if (!allowed && !loading) {
    return <Text as="p">{t('policy.acknowledge.notAllowed')}</Text>;
  }
  const reload = () => {
    mine.reload();
    props.onChanged();
  };
  return (
    <Answered answer={mine} loading={<Lines count={4} />}>
      {(obligation: MyAcknowledgement) => (
        <Flex direction="column" gap="4" align="start">
          <WhatIsAsked mine={obligation} />
          <ConfirmPolicy {...props} mine={obligation} onChanged={reload} />
        </Flex>
      )}
    </Answered>
  );
}
