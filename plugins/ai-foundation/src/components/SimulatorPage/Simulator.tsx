import { useState } from 'react';
import { useSimulation } from '../../hooks/useSimulation';
import { questionOf, SimulationDraft } from './SimulationDraft';
import { SimulationAnswer } from './SimulationAnswer';
import { SimulationForm } from './SimulationForm';
import styles from './SimulatorPage.module.css';
import { Choices } from './useChoices';

/** A request that is thought of, and beside it what would become of it. */
export function Simulator(props: {
  choices: Choices;
  initial: SimulationDraft;
}) {
  const { choices } = props;
  const [draft, setDraft] = useState(props.initial);
  const question = questionOf(draft);
  const answer = useSimulation(question);
  return (
    <div className={styles.columns}>
      <SimulationForm choices={choices} draft={draft} onChange={setDraft} />
      <SimulationAnswer
        isComplete={question !== undefined}
        answer={answer}
        models={choices.models}
        onTry={model => setDraft({ ...draft, model })}
      />
    </div>
  );
}
