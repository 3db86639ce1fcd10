import {
  EXTERNAL_INSPECTION,
  inspectionKinds,
  InspectionTerms,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { usePolicyReferences } from '../../hooks/usePolicyReferences';
import styles from './GovernancePolicy.module.css';

const MODES = ['observe', 'redact', 'block'] as const;
const MODELS = ['all', 'external'] as const;
const UNINSPECTED = ['pass', 'block'] as const;

/** What a control that inspects prompts does about what it finds, and where. */
export function InspectionFields(props: {
  control: string;
  value: InspectionTerms | undefined;
  /** Ids of the policy's purposes. */
  purposes: string[];
  onChange: (terms: InspectionTerms) => void;
}) {
  const { t } = useMessages();
  const tiers = usePolicyReferences().value?.tiers ?? [];
  const { control, onChange } = props;
  const value = props.value ?? { mode: 'observe' };
  const kinds = inspectionKinds.filter(kind => kind.control === control);

  return (
    <div className={`${styles.row} ${styles.pair}`}>
      <Select
        label={t('policyDrafts.inspection.mode')}
        placeholder={t('policyDrafts.fields.choose')}
        value={props.value?.mode ?? null}
        onChange={chosen => {
          const mode = MODES.find(known => known === chosen);
          if (mode) {
            onChange({ ...value, mode });
          }
        }}
        options={MODES.map(mode => ({
          id: mode,
          label: t(`policyDrafts.inspection.${mode}`),
        }))}
      />
      <Select
        label={t('policyDrafts.inspection.models')}
        value={value.models ?? 'all'}
        onChange={chosen =>
          onChange({
            ...value,
            models: chosen === 'external' ? 'external' : undefined,
          })
        }
        options={MODELS.map(models => ({
          id: models,
          label: t(`policyDrafts.inspection.${models}`),
        }))}
      />
      {control !== EXTERNAL_INSPECTION && kinds.length > 1 && (
        <Limit
          label={t('policyDrafts.inspection.kinds')}
          value={value.kinds}
          onChange={chosen => onChange({ ...value, kinds: chosen })}
          options={kinds.map(({ id, title }) => ({ id, label: title }))}
        />
      )}
      <Limit
        label={t('policyDrafts.inspection.tiers')}
        value={value.tiers}
        onChange={chosen => onChange({ ...value, tiers: chosen })}
        options={tiers.map(name => ({ id: name, label: name }))}
      />
      <Limit
        label={t('policyDrafts.inspection.purposes')}
        value={value.purposes}
        onChange={chosen => onChange({ ...value, purposes: chosen })}
        options={props.purposes.map(id => ({ id, label: id }))}
      />
      <Select
        label={t('policyDrafts.inspection.uninspected')}
        description={t('policyDrafts.inspection.uninspectedHint')}
        placeholder={t('policyDrafts.inspection.uninspectedUsual')}
        value={value.uninspected ?? null}
        onChange={chosen =>
          onChange({
            ...value,
            uninspected: UNINSPECTED.find(known => known === chosen),
          })
        }
        options={UNINSPECTED.map(uninspected => ({
          id: uninspected,
          label: t(`policyDrafts.inspection.uninspected_${uninspected}`),
        }))}
      />
    </div>
  );
}

/** What terms are limited to; nothing chosen means everything. */
function Limit(props: {
  label: string;
  value: string[] | undefined;
  onChange: (chosen: string[] | undefined) => void;
  options: Array<{ id: string; label: string }>;
}) {
  const { t } = useMessages();
  const { label, onChange, options, value = [] } = props;
  const gone = value.filter(id => !options.some(option => option.id === id));
  return (
    <Select
      label={label}
      placeholder={t('policyDrafts.inspection.everything')}
      selectionMode="multiple"
      value={value}
      onChange={chosen =>
        onChange(chosen.length > 0 ? chosen.map(String) : undefined)
      }
      options={[...options, ...gone.map(id => ({ id, label: id }))]}
    />
  );
}
