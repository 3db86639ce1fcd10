import { TextAreaField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** Why somebody should approve the key. */
export function JustificationField(props: {
  value: string;
  onChange: (justification: string) => void;
}) {
  const { t } = useMessages();
  return (
    <TextAreaField
      label={t('keys.form.justification')}
      description={t('keys.form.justificationHint')}
      isRequired
      maxLength={2_000}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
