import { TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { isDay } from '../DayField';
import { Section } from '../Section';
import { ChoiceField } from './ChoiceField';
import { NumberField } from './NumberField';
import { SimulationDraft } from './SimulationDraft';
import styles from './SimulatorPage.module.css';
import { Choices, tierOption } from './useChoices';
import { WhoseKeyField } from './WhoseKeyField';

const UNDECLARED = 'undeclared';

/** The request that is thought of, in the order of thought. */
export function SimulationForm(props: {
  choices: Choices;
  draft: SimulationDraft;
  onChange: (draft: SimulationDraft) => void;
}) {
  const { t } = useMessages();
  const { choices, draft } = props;
  const change = (part: Partial<SimulationDraft>) =>
    props.onChange({ ...draft, ...part });
  return (
    <Section title={t('simulator.form.title')}>
      <form className={styles.form} onSubmit={event => event.preventDefault()}>
        <WhoseKeyField choices={choices} draft={draft} onChange={change} />
        <ChoiceField
          label={t('simulator.form.model')}
          search={t('simulator.form.findModel')}
          value={draft.model}
          options={choices.models.map(({ name, title }) => ({
            id: name,
            label: title,
          }))}
          onChange={model =>
            change({ model, call: callOf(model, draft, choices) })
          }
        />
        <ChoiceField
          label={t('simulator.form.call')}
          value={draft.call}
          options={choices.operations.map(({ dialect, operation }) => ({
            id: `${dialect} ${operation}`,
            label: `${operation} (${dialect})`,
          }))}
          onChange={call => change({ call })}
        />
        <ChoiceField
          label={t('simulator.form.declared')}
          description={t('simulator.form.declaredHint')}
          isOptional
          value={draft.declaredTier ?? UNDECLARED}
          options={[
            { id: UNDECLARED, label: t('simulator.form.undeclared') },
            ...choices.tiers.map(tierOption),
          ]}
          onChange={tier =>
            change({ declaredTier: tier === UNDECLARED ? undefined : tier })
          }
        />
        <NumberField
          label={t('simulator.form.bytes')}
          unit={t('simulator.form.bytesUnit')}
          isRequired
          value={draft.bytes}
          onChange={bytes => change({ bytes })}
        />
        <NumberField
          label={t('simulator.form.output')}
          unit={t('simulator.form.outputUnit')}
          value={draft.outputTokens}
          onChange={outputTokens => change({ outputTokens })}
        />
        <TextField
          label={t('simulator.form.day')}
          description={t('simulator.form.dayHint')}
          validationBehavior="aria"
          validate={text =>
            text.trim() !== '' && !isDay(text)
              ? t('simulator.form.wrongDay')
              : null
          }
          value={draft.day}
          onChange={day => change({ day })}
        />
      </form>
    </Section>
  );
}

/** How a model is called: as chosen where that fits it, else the first way that does. */
function callOf(
  name: string,
  { call }: SimulationDraft,
  { models, operations }: Choices,
): string | undefined {
  const model = models.find(candidate => candidate.name === name);
  const fitting = operations
    .filter(
      ({ dialect, modelType }) =>
        dialect === model?.dialect && modelType === model.type,
    )
    .map(({ dialect, operation }) => `${dialect} ${operation}`);
  return fitting.find(known => known === call) ?? fitting[0] ?? call;
}
