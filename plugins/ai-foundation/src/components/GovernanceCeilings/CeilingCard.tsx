import {
  Ceiling,
  CeilingThreshold,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Button, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { CeilingMeter } from '../CeilingMeter';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { RelativeTime } from '../RelativeTime';
import styles from './CeilingCards.module.css';
import { scopeId } from './ceilingScope';
import { ThresholdWords } from './ThresholdWords';

/** What a person can do with a ceiling. */
export const CEILING_ACTIONS = [
  'change',
  'raise',
  'drill',
  'changes',
  'remove',
] as const;
export type CeilingAction = (typeof CEILING_ACTIONS)[number];

/** One ceiling: how much of it is gone, what comes next, and who set it why. */
export function CeilingCard(props: {
  ceiling: Ceiling;
  actions: readonly CeilingAction[];
  onAction: (action: CeilingAction, ceiling: Ceiling) => void;
}) {
  const { t } = useMessages();
  const { ceiling } = props;
  const { current } = ceiling;
  const next = nextOf(ceiling);
  return (
    <li className={styles.card} aria-label={scopeId(ceiling.scope)}>
      <Text variant="body-small" color="secondary">
        {t(`ceilings.list.kind.${ceiling.scope.kind}`)},{' '}
        {t(`ceilings.window.${ceiling.window}`)}
      </Text>
      <CeilingMeter ceiling={ceiling} />
      <div>
        <Text as="p">
          {next
            ? t('ceilings.list.next', {
                amount: <Money picoUsd={levelOf(next, ceiling)} />,
                what: <ThresholdWords threshold={next} />,
              })
            : t('ceilings.list.nothingNext')}{' '}
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
              until: <RelativeTime instant={ceiling.raisedUntil} />,
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
          <Button
            key={action}
            size="small"
            variant="secondary"
            aria-label={t(`ceilings.list.${action}For`, {
              scope: scopeId(ceiling.scope),
            })}
            onPress={() => props.onAction(action, ceiling)}
          >
            {t(`ceilings.list.${action}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

function levelOf({ percent }: CeilingThreshold, ceiling: Ceiling): bigint {
  return (BigInt(ceiling.inForcePicoUsd) * BigInt(percent)) / 100n;
}

function nextOf(ceiling: Ceiling): CeilingThreshold | undefined {
  const { committedPicoUsd, heldPicoUsd } = ceiling.current;
  const used = BigInt(committedPicoUsd) + BigInt(heldPicoUsd);
  return ceiling.thresholds.find(
    threshold => used < levelOf(threshold, ceiling),
  );
}
