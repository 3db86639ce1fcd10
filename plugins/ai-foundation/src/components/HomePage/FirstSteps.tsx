import { Profile } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { modelsRouteRef, newKeyRouteRef, policyRouteRef } from '../../routes';
import { Section } from '../Section';
import { FirstStep } from './firstSteps';
import styles from './FirstSteps.module.css';

const ORDER: FirstStep[] = ['policy', 'key', 'call'];

/** The way from nothing to a first answer, the current step open. */
export function FirstSteps(props: { current: FirstStep; profile: Profile }) {
  const { t } = useMessages();
  const hrefs = {
    policy: useRouteRef(policyRouteRef)?.(),
    key: useRouteRef(newKeyRouteRef)?.(),
    call: useRouteRef(modelsRouteRef)?.(),
  };
  const actions = {
    policy: t('home.steps.policyAction'),
    key: t('keys.getKey'),
    call: t('home.steps.callAction'),
  };
  const position = ORDER.indexOf(props.current);

  return (
    <Section title={t('home.steps.title')}>
      <ol className={styles.steps}>
        {ORDER.map((step, index) => (
          <Step
            key={step}
            number={index + 1}
            state={stateOf(index, position)}
            title={t(`home.steps.${step}`)}
          >
            <Text as="p" variant="body-medium" color="secondary">
              {t(`home.steps.${step}Why`)}
            </Text>
            {step === 'call' && (
              <code className={styles.address}>
                {props.profile.gateway.openai}
              </code>
            )}
            <ButtonLink
              variant={step === 'call' ? 'secondary' : 'primary'}
              href={hrefs[step]}
            >
              {actions[step]}
            </ButtonLink>
          </Step>
        ))}
      </ol>
    </Section>
  );
}

type StepState = 'done' | 'current' | 'later';

function stateOf(index: number, position: number): StepState {
  if (index < position) {
    return 'done';
  }
  return index === position ? 'current' : 'later';
}

function Step(props: {
  number: number;
  state: StepState;
  title: string;
  children: ReactNode;
}) {
  const { t } = useMessages();
  const isCurrent = props.state === 'current';
  return (
    <li
      className={`${styles.step} ${styles[props.state]}`}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <span className={styles.number} aria-hidden="true">
        {props.state === 'done' ? <RiCheckLine size={16} /> : props.number}
      </span>
      <div className={styles.body}>
        <Text
          as="h4"
          variant="body-medium"
          weight={isCurrent ? 'bold' : 'regular'}
        >
          {props.title}{' '}
          <Text variant="body-small" color="secondary">
            {t(`home.steps.${props.state}`)}
          </Text>
        </Text>
        {isCurrent && props.children}
      </div>
    </li>
  );
}
