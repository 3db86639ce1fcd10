import { TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { LIMIT_NAMES, LimitDraft } from './limitsOf';

/** How much the key may use at a time; empty takes what every key has. */
export function LimitsField(props: {
  value: LimitDraft;
  onChange: (limits: LimitDraft) => void;
}) {
  const { t } = useMessages();
  return (
    <>
      {LIMIT_NAMES.map(name => (
        <TextField
          key={name}
          label={t(`keys.form.limits.${name}`)}
          secondaryLabel={t('keys.form.limits.optional')}
          description={t(`keys.form.limits.${name}Hint`)}
          inputMode="numeric"
          value={props.value[name] ?? ''}
          onChange={text => props.onChange({ ...props.value, [name]: text })}
        />
      ))}
    </>
  );
}
