import { Radio, RadioGroup } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './GovernanceModels.module.css';

const VERDICTS = ['approved', 'suspended', 'retired'] as const;

/** What can be decided about a model. */
export type Verdict = (typeof VERDICTS)[number];

/** The decision, each with what follows from it. */
export function VerdictField(props: {
  value: Verdict | undefined;
  onChange: (verdict: Verdict) => void;
}) {
  const { t } = useMessages();
  return (
    <RadioGroup
      label={t('governance.decision.verdict')}
      isRequired
      value={props.value ?? null}
      onChange={value => {
        const verdict = VERDICTS.find(known => known === value);
        if (verdict) {
          props.onChange(verdict);
        }
      }}
    >
      {VERDICTS.map(verdict => (
        <Radio key={verdict} value={verdict}>
          <span className={styles.choice}>
            {t(`governance.decision.${verdict}`)}
            <span className={styles.hint}>
              {t(`governance.decision.${verdict}Effect`)}
            </span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
