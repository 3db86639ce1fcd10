import {
  Key,
  keyIssuePermission,
  Profile,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Flex } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { useKeys } from '../../hooks/useKeys';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { newKeyRouteRef, reportUsageRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { MyKeyRequests } from '../KeyRequests';
import { KeysTable } from '../KeysTable';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { DueBesideSteps, DueList } from './DueList';
import { FirstSteps } from './FirstSteps';
import { currentStep } from './firstSteps';
import styles from './HomePage.module.css';
import { MyModels } from './MyModels';
import { MySpend } from './MySpend';

/** Can I use a model now, and what do I owe? */
export function HomePage() {
  const { t } = useMessages();
  const profile = useProfile();
  const keys = useKeys();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  const { allowed } = usePermission({ permission: keyIssuePermission });
  const reportHref = useRouteRef(reportUsageRouteRef)?.();
  const actions = (
    <Flex gap="3">
      <ButtonLink variant="secondary" href={reportHref}>
        {t('inventory.report')}
      </ButtonLink>
      {allowed && (
        <ButtonLink variant="primary" href={newKeyHref}>
          {t('keys.getKey')}
        </ButtonLink>
      )}
    </Flex>
  );

  return (
    <Page title={t('home.title')} action={actions}>
      <Answered
        answer={profile}
        loading={
          <Section title={t('home.due.title')}>
            <Lines count={2} />
          </Section>
        }
      >
        {value => <Due profile={value} keys={keys} />}
      </Answered>
      <MyKeyRequests />
      <Section title={t('home.keys.title')}>
        <KeysTable keys={keys} />
      </Section>
      <div className={styles.columns}>
        {profile.value && <MySpend profile={profile.value} />}
        <MyModels />
      </div>
    </Page>
  );
}

/** The way in for a newcomer, and what is due. */
function Due(props: { profile: Profile; keys: Answer<{ items: Key[] }> }) {
  const { profile } = props;
  const { allowed } = usePermission({ permission: keyIssuePermission });
  return (
    <Answered answer={props.keys} loading={<Lines count={3} />}>
      {({ items }) => {
        const step = currentStep(profile, items);
        // Who may not get a key is not led to one.
        return step && allowed ? (
          <>
            <FirstSteps current={step} profile={profile} />
            <DueBesideSteps current={step} />
          </>
        ) : (
          <DueList profile={profile} />
        );
      }}
    </Answered>
  );
}
