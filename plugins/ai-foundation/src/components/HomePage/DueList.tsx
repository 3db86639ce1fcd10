import {
  Key,
  Profile,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useNow } from '../../hooks/useNow';
import { newKeyRouteRef, policyRouteRef } from '../../routes';
import { EntityName } from '../EntityName';
import { expiresSoon } from '../KeysTable';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import styles from './DueList.module.css';

/** What the portal asks of a person now, each with its next step. */
export function DueList(props: { profile: Profile; keys: Key[] }) {
  const { t } = useMessages();
  const now = useNow();
  const policyHref = useRouteRef(policyRouteRef)?.();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  const { aup } = props.profile;
  const mustAcknowledge = aup.state === 'pending' || aup.state === 'outdated';
  const expiring = props.keys.filter(key => expiresSoon(key, now));

  return (
    <Section title={t('home.due.title')}>
      {!mustAcknowledge && expiring.length === 0 ? (
        <Status tone="positive">{t('home.due.nothing')}</Status>
      ) : (
        <ul className={styles.list}>
          {mustAcknowledge && (
            <DueItem
              title={t('home.due.acknowledge', {
                version: aup.currentVersion ?? '',
              })}
              why={
                aup.state === 'outdated'
                  ? t('home.due.acknowledgeOutdated')
                  : t('home.due.acknowledgePending')
              }
              href={policyHref}
              action={t('home.due.acknowledgeAction')}
            />
          )}
          {expiring.map(key => (
            <DueItem
              key={key.id}
              title={t('home.due.expires', {
                id: key.id,
                owner: <EntityName entityRef={key.ownerRef} plain />,
                when: <RelativeTime instant={key.expiresAt} />,
              })}
              why={t('home.due.expiresWhy')}
              href={newKeyHref}
              action={t('home.due.expiresAction')}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function DueItem(props: {
  title: ReactNode;
  why: string;
  href: string | undefined;
  action: string;
}) {
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <Status tone="warning">
          <Text as="div" variant="body-medium" weight="bold">
            {props.title}
          </Text>
          <Text as="div" variant="body-medium" color="secondary">
            {props.why}
          </Text>
        </Status>
      </div>
      <ButtonLink variant="secondary" href={props.href}>
        {props.action}
      </ButtonLink>
    </li>
  );
}
