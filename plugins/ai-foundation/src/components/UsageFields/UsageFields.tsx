import {
  Checkbox,
  Flex,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useTiers } from '../../hooks/useTiers';
import { DayField } from '../DayField';
import { UsageDraft } from './usageDraft';

const UNKNOWN = 'unknown';

/** What is asked about a use: the two questions that matter come first. */
export function UsageFields(props: {
  value: UsageDraft;
  onChange: (value: UsageDraft) => void;
}) {
  const { t } = useMessages();
  const tiers = useTiers().value?.items ?? [];
  const { value } = props;
  const set = (changes: Partial<UsageDraft>) =>
    props.onChange({ ...value, ...changes });
  return (
    <Flex direction="column" gap="5">
      <TextField
        label={t('inventory.form.tool')}
        description={t('inventory.form.toolHint')}
        isRequired
        maxLength={200}
        value={value.tool}
        onChange={tool => set({ tool })}
      />
      <TextAreaField
        label={t('inventory.form.purpose')}
        isRequired
        maxLength={2_000}
        value={value.purpose}
        onChange={purpose => set({ purpose })}
      />
      <Select
        label={t('inventory.form.tier')}
        size="medium"
        value={value.tier ?? UNKNOWN}
        onChange={id =>
          set({ tier: id === null || id === UNKNOWN ? undefined : String(id) })
        }
        options={[
          { id: UNKNOWN, label: t('inventory.form.tierUnknown') },
          ...tiers.map(({ name, title }) => ({ id: name, label: title })),
        ]}
      />
      <DayField
        label={t('inventory.form.since')}
        value={value.since}
        onChange={since => set({ since })}
      />
      <TextField
        label={t('inventory.form.dataSources')}
        description={t('inventory.form.dataSourcesHint')}
        value={value.dataSources}
        onChange={dataSources => set({ dataSources })}
      />
      <TextAreaField
        label={t('inventory.form.notes')}
        maxLength={5_000}
        value={value.notes}
        onChange={notes => set({ notes })}
      />
      <Checkbox
        isSelected={value.sanctioned}
        onChange={sanctioned => set({ sanctioned })}
      >
        {t('inventory.form.sanctioned')}
      </Checkbox>
    </Flex>
  );
}
