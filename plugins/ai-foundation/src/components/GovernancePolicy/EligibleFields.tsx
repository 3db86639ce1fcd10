import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select, TextAreaField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { usePolicyReferences } from '../../hooks/usePolicyReferences';
import { optionsOf } from './optionsOf';

type Eligible = NonNullable<AupDocument['eligible']>;

/** Who may use models: in words, and as groups of the catalog. */
export function EligibleFields(props: {
  value: Eligible;
  onChange: (eligible: Eligible) => void;
}) {
  const { t } = useMessages();
  const groups = usePolicyReferences().value?.groups ?? [];
  const { value, onChange } = props;
  return (
    <>
      <TextAreaField
        label={t('policyDrafts.fields.eligibleText')}
        maxLength={2_000}
        value={value.text}
        onChange={text => onChange({ ...value, text })}
      />
      <Select
        label={t('policyDrafts.fields.groups')}
        description={t('policyDrafts.fields.groupsHint')}
        placeholder={t('policyDrafts.fields.choose')}
        selectionMode="multiple"
        search={{ placeholder: t('policyDrafts.fields.search') }}
        value={value.groups}
        onChange={refs => onChange({ ...value, groups: refs.map(String) })}
        options={optionsOf(groups, value.groups)}
      />
    </>
  );
}
