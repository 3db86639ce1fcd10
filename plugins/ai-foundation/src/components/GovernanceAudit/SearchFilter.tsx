import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';

/** Filters by what is typed, on Enter. */
export function SearchFilter(props: {
  label: string;
  placeholder: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { value = '', onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);

  return (
    <SearchField
      label={props.label}
      placeholder={props.placeholder}
      value={typed}
      onChange={setTyped}
      onSubmit={text => onChange(text.trim() || undefined)}
      onClear={() => onChange(undefined)}
    />
  );
}
