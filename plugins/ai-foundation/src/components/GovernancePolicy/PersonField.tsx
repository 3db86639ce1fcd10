import { Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { usePolicyReferences } from '../../hooks/usePolicyReferences';
import { optionsOf } from './optionsOf';

/** A named person of the catalog. */
export function PersonField(props: {
  label: string;
  value: string;
  onChange: (userRef: string) => void;
}) {
  const { t } = useMessages();
  const people = usePolicyReferences().value?.people ?? [];
  return (
    <Select
      label={props.label}
      placeholder={t('policyDrafts.fields.choose')}
      search={{ placeholder: t('policyDrafts.fields.search') }}
      value={props.value || null}
      onChange={ref => ref !== null && props.onChange(String(ref))}
      options={optionsOf(people, [props.value])}
    />
  );
}
