import { ValidationState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { gatewayRouteRef } from '../../routes';
import { EntityName } from '../EntityName';
import { Item } from '../ItemList';
import { RelativeTime } from '../RelativeTime';
import { Status, Tone } from '../Status';
import styles from './GatewayPage.module.css';

const TONES: Record<ValidationState['state'], Tone> = {
  fresh: 'positive',
  stale: 'warning',
  failed: 'negative',
  never: 'neutral',
};

/** More are in the record. */
const FAILURES_SHOWN = 5;

/** One proof: what it says, how old it is, what failed, and how to run it again. */
export function Proof(props: { state: ValidationState; action: ReactNode }) {
  const { t } = useMessages();
  const root = useRouteRef(gatewayRouteRef)?.() ?? '';
  const { counts, isRunning, kind, latest, state, why } = props.state;
  const title = t(`gateway.proof.kind.${kind}`);
  const doesNotCount = state === 'fresh' && !counts;
  return (
    <Item
      label={title}
      action={
        <div className={styles.actions}>
          {latest && (
            <ButtonLink
              size="small"
              variant="tertiary"
              href={`${root}/runs/${latest.id}`}
              aria-label={t('gateway.proof.openOf', { kind: title })}
            >
              {t('gateway.proof.open')}
            </ButtonLink>
          )}
          {props.action}
        </div>
      }
    >
      <Text as="div" variant="body-medium" weight="bold">
        {title}
      </Text>
      <Status tone={doesNotCount ? 'warning' : TONES[state]}>
        {t(`gateway.proof.state.${state}`)}
      </Status>
      <Text as="div" variant="body-small">
        {why}
      </Text>
      {latest?.isDemo && (
        <Text as="div" variant="body-small" weight="bold">
          {t(
            doesNotCount ? 'gateway.proof.doesNotCount' : 'gateway.proof.demo',
          )}
        </Text>
      )}
      <Failures checks={latest?.checks ?? []} />
      {latest && (
        <Text as="div" variant="body-small" color="secondary">
          {t('gateway.proof.last', {
            when: <RelativeTime instant={latest.startedAt} />,
            who: latest.startedBy ? (
              <EntityName entityRef={latest.startedBy} plain />
            ) : (
              t('gateway.proof.schedule')
            ),
          })}
        </Text>
      )}
      {isRunning && (
        <Text as="div" variant="body-small" color="secondary">
          {t('gateway.proof.running')}
        </Text>
      )}
    </Item>
  );
}

function Failures(props: {
  checks: NonNullable<ValidationState['latest']>['checks'];
}) {
  const { t } = useMessages();
  const { checks } = props;
  if (checks.length === 0) {
    return null;
  }
  const hidden = checks.length - FAILURES_SHOWN;
  return (
    <ul className={styles.failures}>
      {checks
        .slice(0, FAILURES_SHOWN)
        .map(({ check, expected, got, subject }) => (
          <li key={`${check} ${subject}`}>
            {`${check}, ${subject}: `}
            {t('gateway.proof.expected', { expected, got })}
          </li>
        ))}
      {hidden > 0 && <li>{t('gateway.proof.more', { count: hidden })}</li>}
    </ul>
  );
}
