import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Radio, RadioGroup } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './NewKeyForm.module.css';

/** What the key will be used for, among what the policy permits. */
export function PurposeField(props: {
  purposes: AupDocument['purposes'];
  value: string | undefined;
  onChange: (id: string) => void;
}) {
  const { t } = useMessages();
  return (
    <RadioGroup
      label={t('keys.form.purpose')}
      description={t('keys.form.purposeHint')}
      isRequired
      value={props.value ?? null}
      onChange={props.onChange}
    >
      {props.purposes.map(({ id, title, description }) => (
        <Radio key={id} value={id}>
          <span className={styles.choice}>
            {title}
            <span className={styles.hint}>{description}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
