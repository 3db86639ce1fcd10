import { Ceiling } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Text } from '@backstage/ui';
import { useId } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { CeilingMeter } from '../CeilingMeter';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { RelativeTime } from '../RelativeTime';
import { CardButton } from './CardButton';
import styles from './CeilingCards.module.css';
import { EndTime } from './EndTime';
import { Thresholds } from './Thresholds';

/** What a person can do with a ceiling. */
export const CEILING_ACTIONS = [
  'change',
  'raise',
  'drill',
  'changes',
  'remove',
] as const;
export type CeilingAction = (typeof CEILING_ACTIONS)[number];

/** One ceiling: how much of it is gone, what happens on the way, and who set it why. */
export function CeilingCard(props: {
  ceiling: Ceiling;
  actions: readonly CeilingAction[];
  /** The action that runs. */
  pending?: CeilingAction;
  onAction: (action: CeilingAction, ceiling: Ceiling) => void;
}) {
  const { t } = useMessages();
  const { ceiling } = props;
  const { current } = ceiling;
  const nameId = useId();
  return (
    <li className={styles.card} aria-labelledby={nameId}>
      <CeilingMeter
        ceiling={ceiling}
        name={
          <span id={nameId}>
            <CeilingName ceiling={ceiling} />
          </span>
        }
      />
      <Thresholds ceiling={ceiling} />
      <div>
        <Text as="p">
          {current.forecastPicoUsd === undefined
            ? t('ceilings.list.forecastEarly')
            : t('ceilings.list.forecast', {
                amount: <Money picoUsd={current.forecastPicoUsd} />,
              })}{' '}
          {t('ceilings.list.previous', {
            amount: <Money picoUsd={current.previousPicoUsd} />,
          })}
        </Text>
        {ceiling.raisedUntil && (
          <Text as="p">
            {t('ceilings.list.raised', {
              before: <Money picoUsd={ceiling.amountPicoUsd} />,
              until: <EndTime instant={ceiling.raisedUntil} />,
            })}
          </Text>
        )}
        <Text as="p" variant="body-small" color="secondary">
          {t('ceilings.list.setBy', {
            name: <EntityName entityRef={ceiling.setBy} plain />,
            when: <RelativeTime instant={ceiling.setAt} />,
            reason: ceiling.reason,
          })}
        </Text>
      </div>
      {ceiling.warnings.map(warning => (
        <Alert
          key={warning}
          status="warning"
          icon
          title={t(`ceilings.list.warnings.${warning}`)}
        />
      ))}
      <div className={styles.actions}>
        {props.actions.map(action => (
          <CardButton
            key={action}
            of={nameId}
            isPending={props.pending === action}
            onPress={() => props.onAction(action, ceiling)}
          >
            {t(`ceilings.list.${action}`)}
          </CardButton>
        ))}
      </div>
    </li>
  );
}

function CeilingName({ ceiling }: { ceiling: Ceiling }) {
  const { t } = useMessages();
  const { scope, window } = ceiling;
  const kind = t(`ceilings.list.kind.${scope.kind}`);
  return (
    <>
      <strong>
        {scope.kind === 'organisation' && kind}
        {scope.kind === 'key' && <code>{scope.ref}</code>}
        {'ref' in scope && scope.kind !== 'key' && (
          <EntityName entityRef={scope.ref} plain />
        )}
      </strong>
      {scope.kind !== 'organisation' && ` (${kind})`},{' '}
      {t(`ceilings.per.${window}`)}
    </>
  );
}
