import { Ceiling } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Money } from '../Money';
import styles from './CeilingCards.module.css';
import { ThresholdWords } from './ThresholdWords';

/** What happens on the way to the amount, and what of it has happened. */
export function Thresholds({ ceiling }: { ceiling: Ceiling }) {
  const { t } = useMessages();
  const { committedPicoUsd, heldPicoUsd } = ceiling.current;
  const used = BigInt(committedPicoUsd) + BigInt(heldPicoUsd);
  return (
    <ul className={styles.words} aria-label={t('ceilings.list.thresholds')}>
      {ceiling.thresholds.map(threshold => {
        const level =
          (BigInt(ceiling.inForcePicoUsd) * BigInt(threshold.percent)) / 100n;
        return (
          <li key={threshold.percent}>
            {t(`ceilings.list.${used >= level ? 'reached' : 'ahead'}`, {
              amount: <Money picoUsd={level} />,
              what: <ThresholdWords threshold={threshold} />,
            })}
          </li>
        );
      })}
    </ul>
  );
}
