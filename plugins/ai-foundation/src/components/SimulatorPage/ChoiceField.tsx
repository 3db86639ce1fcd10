import { Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** One choice among many; a value from elsewhere is always among them. */
export function ChoiceField(props: {
  label: string;
  description?: string;
  search?: string;
  isOptional?: boolean;
  value: string | undefined;
  options: Array<{ id: string; label: string }>;
  onChange: (value: string) => void;
}) {
  const { t } = useMessages();
  const { options, search, value } = props;
  const isKnown =
    value === undefined || options.some(option => option.id === value);
  return (
    <Select
      label={props.label}
      description={props.description}
      size="medium"
      isRequired={!props.isOptional}
      placeholder={t('simulator.change.choose')}
      search={search ? { placeholder: search } : undefined}
      value={value ?? null}
      onChange={id => id !== null && props.onChange(String(id))}
      options={isKnown ? options : [...options, { id: value, label: value }]}
    />
  );
}
