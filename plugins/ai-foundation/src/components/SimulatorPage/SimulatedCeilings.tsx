import { SimulatedCeiling } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { Status } from '../Status';
import styles from './SimulatorPage.module.css';

const TONES = {
  admits: 'positive',
  'slows-down': 'warning',
  stops: 'negative',
} as const;

/** Each ceiling that applies, and what it would do. */
export function SimulatedCeilings(props: { ceilings: SimulatedCeiling[] }) {
  const { t } = useMessages();
  if (props.ceilings.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('simulator.answer.noCeilings')}
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {props.ceilings.map(ceiling => (
        <li key={ceiling.id}>
          <Status tone={TONES[ceiling.response]}>
            <Text as="span" weight="bold">
              <Whose ceiling={ceiling} />
            </Text>
            : {t(`simulator.answer.response.${ceiling.response}`)}
            <Text as="div" variant="body-medium" color="secondary">
              {t('simulator.answer.ceiling', {
                spent: <Money picoUsd={ceiling.spentPicoUsd} />,
                held: <Money picoUsd={ceiling.heldPicoUsd} />,
                amount: <Money picoUsd={ceiling.amountPicoUsd} />,
                window: ceiling.windowKey,
              })}
              .{' '}
              {ceiling.leftPicoUsd === undefined
                ? t('simulator.answer.leftNone')
                : t('simulator.answer.left', {
                    left: <Money picoUsd={ceiling.leftPicoUsd} />,
                  })}
              .
            </Text>
          </Status>
        </li>
      ))}
    </ul>
  );
}

function Whose({ ceiling }: { ceiling: SimulatedCeiling }) {
  const { t } = useMessages();
  const { scope } = ceiling;
  if (scope.kind === 'organisation') {
    return <>{t('common.ceiling.organisation')}</>;
  }
  return scope.kind === 'key' ? (
    <code>{scope.ref}</code>
  ) : (
    <EntityName entityRef={scope.ref} plain />
  );
}
