import {
  Checkbox,
  CheckboxGroup,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { PersonField } from '../PersonField';
import { ChoiceField } from './ChoiceField';
import { SimulationDraft } from './SimulationDraft';
import { Choices, keyOption, tierOption, titled } from './useChoices';

/** Whose key the request would come with. */
export function WhoseKeyField(props: {
  choices: Choices;
  draft: SimulationDraft;
  onChange: (part: Partial<SimulationDraft>) => void;
}) {
  const { t } = useMessages();
  const { draft, onChange } = props;
  return (
    <>
      <RadioGroup
        label={t('simulator.form.about')}
        isRequired
        value={draft.about}
        onChange={about =>
          onChange({
            about: about === 'hypothetical' ? 'hypothetical' : 'issued',
          })
        }
      >
        <Radio value="issued">{t('simulator.form.issued')}</Radio>
        <Radio value="hypothetical">{t('simulator.form.hypothetical')}</Radio>
      </RadioGroup>
      {draft.about === 'issued' ? (
        <IssuedKey {...props} />
      ) : (
        <HypotheticalKey {...props} />
      )}
    </>
  );
}

type FieldProps = Parameters<typeof WhoseKeyField>[0];

function IssuedKey({ choices, draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <>
      <ChoiceField
        label={t('simulator.form.key')}
        description={t('simulator.form.keyHint')}
        search={t('simulator.form.findKey')}
        value={draft.keyId}
        options={choices.keys.map(keyOption)}
        onChange={keyId => onChange({ keyId })}
      />
      {choices.keys.length === 0 && (
        <Text as="p" color="secondary">
          {t('simulator.form.noKeys')}
        </Text>
      )}
    </>
  );
}

function HypotheticalKey({ choices, draft, onChange }: FieldProps) {
  const { t } = useMessages();
  return (
    <>
      <ChoiceField
        label={t('simulator.form.owner')}
        search={t('simulator.form.findOwner')}
        value={draft.owner}
        options={choices.owners.map(titled)}
        onChange={owner => onChange({ owner })}
      />
      <PersonField
        label={t('simulator.form.person')}
        description={t('simulator.form.personHint')}
        isOptional
        value={draft.person}
        onChange={person => onChange({ person })}
      />
      <ChoiceField
        label={t('simulator.form.tier')}
        value={draft.keyTier}
        options={choices.tiers.map(tierOption)}
        onChange={keyTier => onChange({ keyTier })}
      />
      <CheckboxGroup
        label={t('simulator.form.models')}
        value={draft.keyModels}
        onChange={keyModels => onChange({ keyModels })}
      >
        {choices.models.map(({ ref, title }) => (
          <Checkbox key={ref} value={ref}>
            {title}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </>
  );
}
