import {
  api,
  PriceSuggestion,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Link, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { labelOf } from './fieldLabels';
import { PROPOSAL_FIELDS, ProposalField } from './Proposal';
import styles from './ProposeModel.module.css';
import { ProposalForm } from './useProposalForm';

/** What a public collection of prices says; each figure is taken over by hand. */
export function PriceSuggestions(props: { form: ProposalForm }) {
  const { t } = useMessages();
  const { form } = props;
  const [asked, setAsked] = useState<{ provider: string; model: string }>();
  const suggestion = useAnswer(asked && api.suggestModelPrice, {
    query: asked,
  });
  const provider = form.proposal['/spec/provider'];
  const model = form.proposal['/spec/providerModel']?.trim();

  return (
    <div className={styles.suggestions}>
      <Text as="p" variant="body-small" color="secondary">
        {t('models.propose.lookUpWhy')}
      </Text>
      <div>
        <Button
          variant="secondary"
          size="small"
          isDisabled={!provider || !model}
          onPress={() => provider && model && setAsked({ provider, model })}
        >
          {t('models.propose.lookUp')}
        </Button>
      </div>
      {asked && (
        <div role="status">
          <Answered answer={suggestion} loading={<Lines count={3} />}>
            {value => <Found value={value} form={form} />}
          </Answered>
        </div>
      )}
    </div>
  );
}

function Found(props: { value: PriceSuggestion; form: ProposalForm }) {
  const { t } = useMessages();
  const { value, form } = props;
  const { source, suggestion, nothingBecause } = value;
  if (!suggestion) {
    return <Text as="p">{nothingBecause}</Text>;
  }
  return (
    <>
      <Text as="p" variant="body-small">
        {t('models.propose.source', {
          name: source.name,
          version: source.version,
          date: source.publishedOn,
        })}
      </Text>
      <ul className={styles.plain}>
        {suggestion.pages.map(page => (
          <li key={page}>
            <Link href={page} target="_blank">
              {page}
            </Link>
          </li>
        ))}
      </ul>
      <ul className={styles.plain}>
        {figuresOf(suggestion).map(([field, figure]) => (
          <Figure key={field} field={field} figure={figure} form={form} />
        ))}
      </ul>
      {suggestion.notes.map(note => (
        <Text key={note} as="p" variant="body-small" color="secondary">
          {note}
        </Text>
      ))}
    </>
  );
}

function Figure(props: {
  field: ProposalField;
  figure: string;
  form: ProposalForm;
}) {
  const { t } = useMessages();
  const { field, figure, form } = props;
  const isTaken = form.proposal[field]?.trim() === figure;
  return (
    <li className={styles.figure}>
      <Text>{labelOf(field, t)}</Text>
      <Text weight="bold">{figure}</Text>
      <Button
        variant="secondary"
        size="small"
        isDisabled={isTaken}
        aria-label={t(`models.propose.${isTaken ? 'takenFor' : 'takeFor'}`, {
          field: labelOf(field, t),
          value: figure,
        })}
        onPress={() => form.set(field, figure)}
      >
        {isTaken ? t('models.propose.taken') : t('models.propose.take')}
      </Button>
    </li>
  );
}

/** Each figure with the field of the form that it is for. */
function figuresOf(
  suggestion: NonNullable<PriceSuggestion['suggestion']>,
): Array<[ProposalField, string]> {
  const { rates, longContext, effectiveFrom, contextWindow } = suggestion;
  const figures: Record<string, string | number | undefined> = {
    '/spec/contextWindow': contextWindow,
    '/spec/prices/0/effectiveFrom': effectiveFrom,
    ...under('/spec/prices/0', rates),
    ...under('/spec/prices/0/longContext', longContext ?? {}),
  };
  return PROPOSAL_FIELDS.flatMap(field => {
    const figure = figures[field];
    return figure === undefined ? [] : [[field, String(figure)]];
  });
}

function under(path: string, values: Record<string, string | number>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${path}/${name}`, value]),
  );
}
