import {
  Ceiling,
  CeilingScope,
  CeilingWindow,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useMonthCosts } from '../../hooks/useMonthCosts';
import { Money } from '../Money';
import { scopeId, spentIn } from './ceilingScope';

/** A ceiling this many times above the window before limits little. */
const FAR_ABOVE = 20n;

/** What a ceiling will do, beside what is spent and held already. */
export function CeilingEffect(props: {
  scope: CeilingScope | undefined;
  /** Another window is another ceiling. */
  window: CeilingWindow;
  ceilings: Ceiling[];
  amount: bigint | undefined;
}) {
  const { t } = useMessages();
  const { scope, amount, window } = props;
  const before =
    scope &&
    props.ceilings.find(
      ceiling =>
        ceiling.window === window && scopeId(ceiling.scope) === scopeId(scope),
    );
  const costs = useMonthCosts(
    window === 'month' && !before ? groupingOf(scope) : undefined,
  );
  const spent = before?.current.committedPicoUsd ?? spentIn(costs.value, scope);
  const previous = BigInt(before?.current.previousPicoUsd ?? 0);
  const held = BigInt(before?.current.heldPicoUsd ?? 0);

  return (
    <div aria-live="polite">
      <Text as="p" color="secondary">
        {t('ceilings.set.effect')}
      </Text>
      {scope && (
        <Text as="p">
          {before
            ? t('ceilings.set.now', {
                amount: <Money picoUsd={before.amountPicoUsd} />,
              })
            : t('ceilings.set.noneNow')}{' '}
          {before?.raisedUntil && t('ceilings.set.endsRaise')}{' '}
          {spent !== undefined &&
            t('ceilings.set.spent', {
              spent: <Money picoUsd={spent} />,
            })}{' '}
          {held > 0n &&
            t('ceilings.set.held', { held: <Money picoUsd={held} /> })}
        </Text>
      )}
      {spent !== undefined &&
        amount !== undefined &&
        amount < BigInt(spent) && (
          <Alert
            status="warning"
            icon
            title={t('ceilings.set.below')}
            description={t('ceilings.set.belowWhy')}
          />
        )}
      {amount !== undefined &&
        previous > 0n &&
        amount > FAR_ABOVE * previous && (
          <Alert
            status="warning"
            icon
            title={t('ceilings.set.far')}
            description={t('ceilings.set.farWhy')}
          />
        )}
    </div>
  );
}

/** What the costs of a month can be asked by; they know no single key. */
function groupingOf(scope: CeilingScope | undefined) {
  switch (scope?.kind) {
    case 'organisation':
    case 'team':
      return 'team';
    case 'model':
      return 'model';
    default:
      return undefined;
  }
}
