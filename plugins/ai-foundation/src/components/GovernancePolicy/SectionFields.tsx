import {
  AupRule,
  AupSection,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { usePolicyReferences } from '../../hooks/usePolicyReferences';
import { TierName } from '../TierName';
import { nextRuleId } from './nextRuleId';
import { RuleFields } from './RuleFields';

/** A section: its text and its numbered rules. */
export function SectionFields(props: {
  value: AupSection;
  /** Ids of the policy's purposes. */
  purposes: string[];
  onChange: (section: AupSection) => void;
}) {
  const { t } = useMessages();
  const tiers = usePolicyReferences().value?.tiers ?? [];
  const { value, onChange } = props;
  const setRules = (rules: AupRule[]) => onChange({ ...value, rules });
  const shownTiers = [...new Set([...tiers, ...(value.tiers ?? [])])];

  return (
    <>
      <TextField
        label={t('policyDrafts.fields.sectionTitle')}
        maxLength={200}
        value={value.title}
        onChange={title => onChange({ ...value, title })}
      />
      <TextAreaField
        label={t('policyDrafts.fields.sectionText')}
        secondaryLabel={t('policyDrafts.fields.markdown')}
        rows={5}
        maxLength={20_000}
        value={value.text}
        onChange={text => onChange({ ...value, text })}
      />
      {value.id === 'data-handling' && (
        <CheckboxGroup
          label={t('policyDrafts.fields.tiers')}
          value={value.tiers ?? []}
          onChange={chosen =>
            onChange({
              ...value,
              tiers: shownTiers.filter(tier => chosen.includes(tier)),
            })
          }
        >
          {shownTiers.map(tier => (
            <Checkbox key={tier} value={tier}>
              <TierName name={tier} />
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      <Text as="h4" variant="body-large" weight="bold">
        {t('policyDrafts.fields.rules')}
      </Text>
      {value.rules.map((rule, index) => (
        <RuleFields
          key={index}
          value={rule}
          purposes={props.purposes}
          onChange={changed =>
            setRules(
              value.rules.map((other, at) => (at === index ? changed : other)),
            )
          }
          onRemove={() => setRules(value.rules.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          variant="secondary"
          onPress={() =>
            setRules([...value.rules, { id: nextRuleId(value), statement: '' }])
          }
        >
          {t('policyDrafts.fields.addRule')}
        </Button>
      </div>
    </>
  );
}
