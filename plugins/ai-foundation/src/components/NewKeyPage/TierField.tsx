import { Tier } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Radio, RadioGroup } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './NewKeyForm.module.css';

/** The most sensitive data that will be sent with the key. */
export function TierField(props: {
  tiers: Tier[];
  value: string | undefined;
  onChange: (tier: Tier) => void;
}) {
  const { t } = useMessages();
  const { tiers, onChange } = props;
  const choose = (name: string) => {
    const tier = tiers.find(candidate => candidate.name === name);
    if (tier) {
      onChange(tier);
    }
  };
  return (
    <RadioGroup
      label={t('keys.form.tier')}
      isRequired
      value={props.value ?? null}
      onChange={choose}
    >
      {tiers.map(tier => (
        <Radio key={tier.name} value={tier.name}>
          <span className={styles.choice}>
            {tier.title}
            <span className={styles.hint}>{tier.criteria.join(' ')}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
