import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useMessages } from '../../hooks/useMessages';

/** Filters by an exact text, on Enter. */
export function TextFilter(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useMessages();
  const { value = '', onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);

  return (
    <SearchField
      label={props.label}
      placeholder={t('requests.filter.any')}
      value={typed}
      onChange={setTyped}
      onSubmit={text => onChange(text.trim() || undefined)}
      onClear={() => onChange(undefined)}
    />
  );
}
