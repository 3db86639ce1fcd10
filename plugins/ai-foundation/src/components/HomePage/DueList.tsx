import { Profile } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { useInbox } from '../../hooks/useInbox';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef, policyRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { InboxList, isDecision } from '../GovernanceInbox';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { Status } from '../Status';
import { FirstStep } from './firstSteps';
import styles from './DueList.module.css';

/** What the portal asks of a person now, each with its next step. */
export function DueList(props: { profile: Profile }) {
  const { t } = useMessages();
  const inbox = useInbox();
  const { state } = props.profile.aup;
  const owes = state === 'pending' || state === 'outdated';

  return (
    <Section title={t('home.due.title')}>
      <Answered answer={inbox} loading={<Lines count={2} />}>
        {({ items }) => {
          const own = items.filter(item => !isDecision(item));
          // A person whom no campaign asked needs it for a new key all the same.
          const isAsked = own.some(({ kind }) => kind === 'acknowledge-policy');
          return (
            <div className={styles.due}>
              {owes && !isAsked && <Acknowledge profile={props.profile} />}
              {own.length > 0 && <InboxList items={own} />}
              {own.length === 0 && !owes && (
                <Status tone="positive">{t('home.due.nothing')}</Status>
              )}
              <Decisions count={items.length - own.length} />
            </div>
          );
        }}
      </Answered>
    </Section>
  );
}

/** What else waits for a newcomer; the policy where no step leads to it. */
export function DueBesideSteps(props: { current: FirstStep }) {
  const { t } = useMessages();
  const items = (useInbox().value?.items ?? []).filter(
    ({ kind }) => kind !== 'acknowledge-policy' || props.current !== 'policy',
  );
  const own = items.filter(item => !isDecision(item));
  if (items.length === 0) {
    return null;
  }
  return (
    <Section title={t('home.due.title')}>
      <div className={styles.due}>
        {own.length > 0 && <InboxList items={own} />}
        <Decisions count={items.length - own.length} />
      </div>
    </Section>
  );
}

function Decisions(props: { count: number }) {
  const { t } = useMessages();
  const governanceHref = useRouteRef(governanceRouteRef)?.();
  const { count } = props;
  if (count === 0) {
    return null;
  }
  return (
    <Link href={governanceHref}>{t('home.due.decisions', { count })}</Link>
  );
}

function Acknowledge(props: { profile: Profile }) {
  const { t } = useMessages();
  const policyHref = useRouteRef(policyRouteRef)?.();
  const { currentVersion = '', state } = props.profile.aup;
  return (
    <div className={styles.item}>
      <div className={styles.words}>
        <Status tone="warning">
          <Text as="div" variant="body-medium" weight="bold">
            {t('home.due.acknowledge', { version: currentVersion })}
          </Text>
          <Text as="div" variant="body-medium" color="secondary">
            {t(
              state === 'outdated'
                ? 'home.due.acknowledgeOutdated'
                : 'home.due.acknowledgePending',
            )}
          </Text>
        </Status>
      </div>
      <ButtonLink variant="secondary" href={policyHref}>
        {t('home.due.acknowledgeAction')}
      </ButtonLink>
    </div>
  );
}
