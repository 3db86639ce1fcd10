import { AupRule } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, TextAreaField, TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EnforcementFields } from './EnforcementFields';
import styles from './GovernancePolicy.module.css';

/** A numbered rule, and how it is enforced. */
export function RuleFields(props: {
  value: AupRule;
  /** Ids of the policy's purposes. */
  purposes: string[];
  onChange: (rule: AupRule) => void;
  onRemove: () => void;
}) {
  const { t } = useMessages();
  const { value, onChange } = props;
  return (
    <div className={styles.rule}>
      <div className={styles.row}>
        <TextField
          label={t('policyDrafts.fields.ruleId')}
          maxLength={6}
          value={value.id}
          onChange={id => onChange({ ...value, id })}
        />
        <TextAreaField
          label={t('policyDrafts.fields.statement', { id: value.id })}
          rows={3}
          maxLength={2_000}
          value={value.statement}
          onChange={statement => onChange({ ...value, statement })}
        />
      </div>
      <EnforcementFields
        value={value.enforcement}
        purposes={props.purposes}
        onChange={enforcement => onChange({ ...value, enforcement })}
      />
      <div>
        <Button size="small" variant="tertiary" onPress={props.onRemove}>
          {t('policyDrafts.fields.removeRule', { id: value.id })}
        </Button>
      </div>
    </div>
  );
}
