import {
  Evaluation,
  EvaluationState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { Status, Tone } from '../Status';
import styles from './GovernanceData.module.css';

const TONES: Record<EvaluationState, Tone> = {
  met: 'positive',
  'not-met': 'negative',
  'not-evaluable': 'neutral',
};

/** What a criterion says, and each thing that it looked at. */
export function EvaluationView({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useMessages();
  const { checks, state } = evaluation;
  return (
    <div className={styles.part}>
      <Status tone={TONES[state]}>
        <Text variant="body-medium" weight="bold">
          {t(`data.state.${state}`)}
        </Text>
      </Status>
      <ul className={styles.checks}>
        {checks.map(({ id, passed, reason }) => (
          <li key={id}>
            <Status tone={passed ? 'positive' : 'warning'}>{reason}</Status>
          </li>
        ))}
      </ul>
    </div>
  );
}
