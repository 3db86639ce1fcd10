import {
  Ceiling,
  CeilingScope,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import styles from './CeilingMeter.module.css';

/** How much of a ceiling is spent, and what happens when it is reached. */
export function CeilingMeter(props: {
  ceiling: Ceiling;
  /** In place of the name of what it is for. */
  name?: ReactNode;
}) {
  const { t } = useMessages();
  const { current, inForcePicoUsd, scope, timeZone, window } = props.ceiling;
  const committed = shareOf(current.committedPicoUsd, inForcePicoUsd);
  const held = shareOf(current.heldPicoUsd, inForcePicoUsd);
  const percent = Math.floor(Math.min(committed, 1) * 100);

  return (
    <div className={styles.meter}>
      <div className={styles.words}>
        <Text variant="body-medium">
          {props.name ?? <ScopeTitle scope={scope} />}
        </Text>
        <Text variant="body-medium">
          {t('common.ceiling.spent', {
            spent: <Money picoUsd={current.committedPicoUsd} />,
            ceiling: <Money picoUsd={inForcePicoUsd} />,
            percent: String(percent),
          })}
        </Text>
      </div>
      <div className={styles.track} aria-hidden="true">
        <div
          className={toneOf(committed)}
          style={{ width: `${Math.min(committed, 1) * 100}%` }}
        />
        <div
          className={styles.held}
          style={{ width: `${Math.min(held, 1) * 100}%` }}
        />
      </div>
      <Text variant="body-small" color="secondary">
        {t(`common.ceiling.window.${window}`, {
          window: current.window,
          timeZone,
        })}{' '}
        <Consequence ceiling={props.ceiling} />
        {BigInt(current.heldPicoUsd) > 0n && (
          <>
            {' '}
            {t('common.ceiling.held', {
              held: <Money picoUsd={current.heldPicoUsd} />,
            })}
          </>
        )}
      </Text>
    </div>
  );
}

function ScopeTitle({ scope }: { scope: CeilingScope }) {
  const { t } = useMessages();
  if (scope.kind === 'organisation') {
    return <>{t('common.ceiling.organisation')}</>;
  }
  return scope.kind === 'key' ? (
    <code>{scope.ref}</code>
  ) : (
    <EntityName entityRef={scope.ref} plain />
  );
}

/** What the ceiling does to requests now, or at its top. */
function Consequence({ ceiling }: { ceiling: Ceiling }) {
  const { t } = useMessages();
  const { current, inForcePicoUsd, thresholds } = ceiling;
  const used = BigInt(current.committedPicoUsd) + BigInt(current.heldPicoUsd);
  const isReached = ({ percent }: { percent: number }) =>
    used * 100n >= BigInt(inForcePicoUsd) * BigInt(percent);
  const stop = thresholds.find(({ response }) => response === 'stop');
  const throttle = thresholds
    .filter(threshold => threshold.response === 'throttle')
    .filter(isReached)
    .at(-1);
  if (stop && isReached(stop)) {
    return <>{t('common.ceiling.stopped')}</>;
  }
  if (throttle) {
    return (
      <>
        {t('common.ceiling.throttled', {
          requests: String(throttle.requestsPerMinute),
        })}
      </>
    );
  }
  if (stop) {
    return <>{t('common.ceiling.stops', { percent: String(stop.percent) })}</>;
  }
  return (
    <>
      {t(
        isReached({ percent: 100 })
          ? 'common.ceiling.passed'
          : 'common.ceiling.goesOn',
      )}
    </>
  );
}

/** A share for drawing; money itself is never computed with floats. */
function shareOf(part: string, whole: string): number {
  return Number(BigInt(part)) / Number(BigInt(whole));
}

function toneOf(share: number) {
  if (share >= 1) {
    return styles.reached;
  }
  return share >= 0.8 ? styles.near : styles.committed;
}
