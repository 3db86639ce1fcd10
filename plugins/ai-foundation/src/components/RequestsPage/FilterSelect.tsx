import { Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

const ANY = 'any';

/** One filter among choices; a value from the address is always one of them. */
export function FilterSelect(props: {
  label: string;
  anyLabel?: string;
  value: string | undefined;
  options: Array<{ id: string; label: string }>;
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useMessages();
  const { value, options, onChange } = props;
  const isKnown =
    value === undefined || options.some(option => option.id === value);
  return (
    <Select
      label={props.label}
      value={value ?? ANY}
      onChange={id => onChange(id === ANY ? undefined : String(id))}
      options={[
        { id: ANY, label: props.anyLabel ?? t('requests.filter.any') },
        ...options,
        ...(isKnown ? [] : [{ id: value, label: value }]),
      ]}
    />
  );
}
