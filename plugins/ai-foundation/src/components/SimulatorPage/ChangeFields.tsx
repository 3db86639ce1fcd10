import { Checkbox, CheckboxGroup } from '@backstage/ui';
import { entityPresentationSnapshot } from '@backstage/plugin-catalog-react';
import { useCeilings } from '../../hooks/useCeilings';
import { useCurrentAup } from '../../hooks/useCurrentAup';
import { useMessages } from '../../hooks/useMessages';
import { AmountField } from '../GovernanceCeilings/AmountField';
import { ChangeDraft, PARTS } from './ChangeDraft';
import { ChoiceField } from './ChoiceField';
import { NumberField } from './NumberField';
import { Choices, keyOption, tierOption, titled } from './useChoices';

const APPROVALS = ['suspended', 'retired'] as const;
const HANDLINGS = ['allowed', 'logged', 'exemption-only'] as const;

interface FieldProps {
  choices: Choices;
  draft: ChangeDraft;
  onChange: (part: Partial<ChangeDraft>) => void;
}

function ModelField({ choices, draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <ChoiceField
      label={t('simulator.change.model')}
      search={t('simulator.form.findModel')}
      value={draft.model}
      options={choices.models.map(titled)}
      onChange={model => onChange({ model })}
    />
  );
}

function ApprovalField({ draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <ChoiceField
      label={t('simulator.change.approval')}
      value={draft.approval}
      options={APPROVALS.map(id => ({
        id,
        label: t(`simulator.change.${id}`),
      }))}
      onChange={chosen =>
        onChange({ approval: APPROVALS.find(id => id === chosen) })
      }
    />
  );
}

function TierField({ choices, draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <ChoiceField
      label={t('simulator.change.tier')}
      value={draft.tier}
      options={choices.tiers.map(tierOption)}
      onChange={tier => onChange({ tier })}
    />
  );
}

function HandlingField({ draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <ChoiceField
      label={t('simulator.change.handling')}
      value={draft.externalProviders}
      options={HANDLINGS.map(id => ({
        id,
        label: t(`simulator.change.${id}`),
      }))}
      onChange={chosen =>
        onChange({ externalProviders: HANDLINGS.find(id => id === chosen) })
      }
    />
  );
}

function KeyField({ choices, draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <ChoiceField
      label={t('simulator.change.key')}
      search={t('simulator.form.findKey')}
      value={draft.keyId}
      options={choices.keys.map(keyOption)}
      onChange={keyId =>
        onChange({
          keyId,
          models: choices.keys.find(({ id }) => id === keyId)?.models ?? [],
        })
      }
    />
  );
}

function ModelsField({ choices, draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <CheckboxGroup
      label={t('simulator.change.models')}
      value={draft.models}
      onChange={models => onChange({ models })}
    >
      {choices.models.map(({ ref, title }) => (
        <Checkbox key={ref} value={ref}>
          {title}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

function PurposeField({ draft, onChange }: FieldProps) {
  const { t } = useMessages();
  const purposes = useCurrentAup().value?.document.purposes ?? [];
  return (
    <ChoiceField
      label={t('simulator.change.purpose')}
      value={draft.purpose}
      options={purposes.map(({ id, title }) => ({ id, label: title }))}
      onChange={purpose => onChange({ purpose })}
    />
  );
}

function CeilingField({ draft, onChange }: FieldProps) {
  const { t } = useMessages();
  const { items = [] } = useCeilings().value ?? {};
  return (
    <ChoiceField
      label={t('simulator.change.ceiling')}
      value={draft.ceilingId}
      options={items.map(({ id, scope, window }) => ({
        id,
        label: `${
          scope.kind === 'organisation'
            ? t('common.ceiling.organisation')
            : nameOf(scope)
        } (${t(`ceilings.window.${window}`)})`,
      }))}
      onChange={ceilingId => onChange({ ceilingId })}
    />
  );
}

function nameOf(scope: { kind: string; ref: string }): string {
  return scope.kind === 'key'
    ? scope.ref
    : entityPresentationSnapshot(scope.ref).primaryTitle;
}

function NewAmountField({ draft, onChange }: FieldProps) {
  return (
    <AmountField
      value={draft.amountUsd}
      onChange={amountUsd => onChange({ amountUsd })}
    />
  );
}

function RateField({ draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <NumberField
      label={t('simulator.change.rate')}
      unit=""
      isRequired
      value={draft.requestsPerMinute}
      onChange={requestsPerMinute => onChange({ requestsPerMinute })}
    />
  );
}

const FIELDS = {
  model: ModelField,
  approval: ApprovalField,
  tier: TierField,
  externalProviders: HandlingField,
  keyId: KeyField,
  models: ModelsField,
  purpose: PurposeField,
  ceilingId: CeilingField,
  amountUsd: NewAmountField,
  requestsPerMinute: RateField,
};

/** What has to be said of a change of this kind. */
export function ChangeFields(props: FieldProps) {
  const { kind } = props.draft;
  return (
    <>
      {kind &&
        PARTS[kind].map(part => {
          const Field = FIELDS[part];
          return <Field key={part} {...props} />;
        })}
    </>
  );
}
