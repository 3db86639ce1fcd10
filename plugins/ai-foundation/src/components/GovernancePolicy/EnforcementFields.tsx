import {
  gatewayControls,
  isInspection,
  RuleEnforcement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './GovernancePolicy.module.css';
import { InspectionFields } from './InspectionFields';
import { PersonField } from './PersonField';

const KINDS = ['automated', 'manual', 'planned'] as const;

const EMPTY: Record<(typeof KINDS)[number], RuleEnforcement> = {
  automated: { kind: 'automated', control: '' },
  manual: { kind: 'manual', ownerRef: '' },
  planned: { kind: 'planned', by: '', acceptedRisk: '', acceptedBy: '' },
};

/** How a rule is enforced: by a control, by a person, or from a day on. */
export function EnforcementFields(props: {
  value: RuleEnforcement | undefined;
  /** Ids of the policy's purposes. */
  purposes: string[];
  onChange: (enforcement: RuleEnforcement) => void;
}) {
  const { t } = useMessages();
  const { value, onChange } = props;
  return (
    <>
      <div className={`${styles.row} ${styles.pair}`}>
        <Select
          label={t('policyDrafts.fields.enforcement')}
          placeholder={t('policyDrafts.fields.choose')}
          value={value?.kind ?? null}
          onChange={chosen => {
            const kind = KINDS.find(known => known === chosen);
            if (kind && kind !== value?.kind) {
              onChange(EMPTY[kind]);
            }
          }}
          options={KINDS.map(kind => ({
            id: kind,
            label: t(`policyDrafts.fields.${kind}`),
          }))}
        />
        {value?.kind === 'automated' && (
          <Select
            label={t('policyDrafts.fields.control')}
            placeholder={t('policyDrafts.fields.choose')}
            value={value.control || null}
            onChange={control =>
              control !== null &&
              onChange({ kind: 'automated', control: String(control) })
            }
            options={gatewayControls.map(({ id, title }) => ({
              id,
              label: title,
            }))}
          />
        )}
        {value?.kind === 'manual' && (
          <PersonField
            label={t('policyDrafts.fields.owner')}
            value={value.ownerRef}
            onChange={ownerRef => onChange({ ...value, ownerRef })}
          />
        )}
        {value?.kind === 'planned' && (
          <TextField
            label={t('policyDrafts.fields.by')}
            description={t('policyDrafts.fields.byHint')}
            maxLength={10}
            value={value.by}
            onChange={by => onChange({ ...value, by })}
          />
        )}
      </div>
      {value?.kind === 'automated' && isInspection(value.control) && (
        <InspectionFields
          control={value.control}
          value={value.inspection}
          purposes={props.purposes}
          onChange={inspection => onChange({ ...value, inspection })}
        />
      )}
      {value?.kind === 'planned' && (
        <>
          <TextAreaField
            label={t('policyDrafts.fields.acceptedRisk')}
            rows={2}
            maxLength={2_000}
            value={value.acceptedRisk}
            onChange={acceptedRisk => onChange({ ...value, acceptedRisk })}
          />
          <PersonField
            label={t('policyDrafts.fields.acceptedBy')}
            value={value.acceptedBy}
            onChange={acceptedBy => onChange({ ...value, acceptedBy })}
          />
        </>
      )}
    </>
  );
}
