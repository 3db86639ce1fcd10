import { Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { usePeople } from '../../hooks/usePeople';
import { ActionError } from '../ErrorNotice';

/** One person of the catalog, found by name. */
export function PersonField(props: {
  label: string;
  description?: string;
  /** Where a form is whole without somebody. */
  isOptional?: boolean;
  value: string | undefined;
  onChange: (userRef: string) => void;
}) {
  const { t } = useMessages();
  const { people = [], error } = usePeople();
  return (
    <>
      <Select
        label={props.label}
        description={props.description}
        size="medium"
        isRequired={!props.isOptional}
        placeholder={t('common.choosePerson')}
        search={{ placeholder: t('common.searchPerson') }}
        value={props.value ?? null}
        onChange={ref => ref !== null && props.onChange(String(ref))}
        options={people.map(({ ref, name }) => ({ id: ref, label: name }))}
      />
      <ActionError error={error} />
    </>
  );
}
