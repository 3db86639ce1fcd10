import { TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** What the key itself may cost a month. */
export function CeilingField(props: {
  value: string;
  onChange: (ceilingUsd: string) => void;
}) {
  const { t } = useMessages();
  return (
    <TextField
      label={t('keys.form.ceiling')}
      secondaryLabel={t('keys.form.ceilingUnit')}
      description={t('keys.form.ceilingHint')}
      inputMode="decimal"
      value={props.value}
      onChange={props.onChange}
    />
  );
}
