import {
  Ceiling,
  CeilingScope,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useMonthCosts } from '../../hooks/useMonthCosts';
import { Money } from '../Money';
import { scopeId, spentIn } from './ceilingScope';

/** What a ceiling will do, beside what is spent and held already. */
export function CeilingEffect(props: {
  scope: CeilingScope | undefined;
  ceilings: Ceiling[];
  amount: bigint | undefined;
}) {
  const { t } = useMessages();
  const { scope, amount } = props;
  const before =
    scope &&
    props.ceilings.find(ceiling => scopeId(ceiling.scope) === scopeId(scope));
  const isNew = scope && !before;
  const grouping = scope?.kind === 'model' ? 'model' : 'team';
  const costs = useMonthCosts(isNew ? grouping : undefined);
  const spent = before?.current.committedPicoUsd ?? spentIn(costs.value, scope);
  const held = BigInt(before?.current.heldPicoUsd ?? 0);

  return (
    <div aria-live="polite">
      <Text as="p" color="secondary">
        {t('governance.ceiling.effect')}
      </Text>
      {scope && (
        <Text as="p">
          {before
            ? t('governance.ceiling.now', {
                amount: <Money picoUsd={before.amountPicoUsd} />,
              })
            : t('governance.ceiling.noneNow')}{' '}
          {spent !== undefined &&
            t('governance.ceiling.spent', {
              spent: <Money picoUsd={spent} />,
            })}{' '}
          {held > 0n &&
            t('governance.ceiling.held', { held: <Money picoUsd={held} /> })}
        </Text>
      )}
      {spent !== undefined &&
        amount !== undefined &&
        amount < BigInt(spent) && (
          <Alert
            status="warning"
            icon
            title={t('governance.ceiling.below')}
            description={t('governance.ceiling.belowWhy')}
          />
        )}
    </div>
  );
}
