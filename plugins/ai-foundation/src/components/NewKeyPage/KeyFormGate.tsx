import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import { ReactNode } from 'react';
import { useCurrentAup } from '../../hooks/useCurrentAup';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useProfile } from '../../hooks/useProfile';
import { useTiers } from '../../hooks/useTiers';
import { policyRouteRef } from '../../routes';
import { EmptyNotice } from '../EmptyNotice';
import { ErrorNotice, statusOf } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { ownersOf } from './KeyDraft';
import { KeyChoices } from './NewKeyForm';

/** Lets through to the form who can get a key, and tells others what is missing. */
export function KeyFormGate(props: {
  children: (choices: KeyChoices) => ReactNode;
}) {
  const { t } = useMessages();
  const profile = useProfile();
  const aup = useCurrentAup();
  const tiers = useTiers();
  const models = useModels();
  const answers = [profile, aup, tiers, models];

  if (aup.error && statusOf(aup.error) === 404) {
    return (
      <Alert
        status="info"
        icon
        title={t('keys.form.aup.title')}
        description={t('keys.form.aup.noPolicy')}
      />
    );
  }
  const failed = answers.find(answer => answer.error);
  if (failed?.error) {
    const retry = () => answers.filter(a => a.error).forEach(a => a.reload());
    return <ErrorNotice error={failed.error} onRetry={retry} />;
  }
  if (!profile.value || !aup.value || !tiers.value || !models.value) {
    return (
      <Section title={t('keys.form.request')}>
        <Lines count={6} height={36} />
      </Section>
    );
  }
  if (ownersOf(profile.value).length === 0) {
    return (
      <Section title={t('keys.form.request')}>
        <EmptyNotice
          title={t('keys.form.noTeam.title')}
          description={t('keys.form.noTeam.description')}
        />
      </Section>
    );
  }
  return (
    <>
      {profile.value.aup.state !== 'acknowledged' && (
        <AcknowledgeFirst version={aup.value.version} />
      )}
      {props.children({
        profile: profile.value,
        aup: aup.value,
        tiers: tiers.value.items,
        models: models.value.items,
      })}
    </>
  );
}

function AcknowledgeFirst(props: { version: string }) {
  const { t } = useMessages();
  const policyHref = useRouteRef(policyRouteRef)?.();
  return (
    <Alert
      status="warning"
      icon
      title={t('keys.form.aup.title')}
      description={t('keys.form.aup.description', { version: props.version })}
      customActions={
        <ButtonLink size="small" variant="primary" href={policyHref}>
          {t('keys.form.aup.action')}
        </ButtonLink>
      }
    />
  );
}
