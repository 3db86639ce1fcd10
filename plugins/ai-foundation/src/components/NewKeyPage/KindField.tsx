import {
  KeyKind,
  keyRevokeAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Radio, RadioGroup } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './NewKeyForm.module.css';

const KINDS: readonly KeyKind[] = ['standard', 'experiment', 'validation'];

/** Work, an experiment, or a probe of those who run the gateway. */
export function KindField(props: {
  value: KeyKind;
  onChange: (kind: KeyKind) => void;
}) {
  const { t } = useMessages();
  const probes = usePermission({ permission: keyRevokeAllPermission });
  const kinds = KINDS.filter(kind => kind !== 'validation' || probes.allowed);
  return (
    <RadioGroup
      label={t('keys.form.kind')}
      value={props.value}
      onChange={value => {
        const kind = kinds.find(known => known === value);
        if (kind) {
          props.onChange(kind);
        }
      }}
    >
      {kinds.map(kind => (
        <Radio key={kind} value={kind}>
          <span className={styles.choice}>
            {t(`keys.form.kinds.${kind}`)}
            <span className={styles.hint}>
              {t(`keys.form.kinds.${kind}Hint`)}
            </span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
