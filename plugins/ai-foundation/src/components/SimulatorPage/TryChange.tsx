import {
  api,
  ChangeReplay,
  ProposedChange,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { FormEvent, useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Section } from '../Section';
import {
  ChangeDraft,
  ChangeKind,
  changeOf,
  EMPTY_CHANGE,
  PARTS,
} from './ChangeDraft';
import { ChangeFields } from './ChangeFields';
import { ChoiceField } from './ChoiceField';
import { ReplayResult } from './ReplayResult';
import styles from './SimulatorPage.module.css';
import { Choices } from './useChoices';

const KINDS = Object.keys(PARTS) as ChangeKind[];

/** What a change of the rules would have meant. */
export function TryChange(props: { choices: Choices }) {
  const { t } = useMessages();
  const [draft, setDraft] = useState<ChangeDraft>(EMPTY_CHANGE);
  const [found, setFound] = useState<{
    change: ProposedChange;
    replay: ChangeReplay;
  }>();
  const look = useAction(api.replayChange);
  const change = changeOf(draft);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const replay = change && (await look.run({ body: { change } }));
    if (change && replay) {
      setFound({ change, replay });
    }
  };

  return (
    <Section
      title={t('simulator.change.title')}
      description={t('simulator.change.description')}
    >
      <div className={styles.answer}>
        <form className={styles.form} onSubmit={submit}>
          <ChoiceField
            label={t('simulator.change.kind')}
            value={draft.kind}
            options={KINDS.map(id => ({
              id,
              label: t(`simulator.change.kinds.${id}`),
            }))}
            onChange={kind =>
              setDraft({
                ...EMPTY_CHANGE,
                kind: KINDS.find(id => id === kind),
              })
            }
          />
          <ChangeFields
            choices={props.choices}
            draft={draft}
            onChange={part => setDraft({ ...draft, ...part })}
          />
          <ActionError error={look.error} />
          <div>
            <Button
              type="submit"
              variant="primary"
              isDisabled={!change}
              isPending={look.isPending}
            >
              {t('simulator.change.run')}
            </Button>
          </div>
        </form>
        <div aria-live="polite">
          {look.isPending && !found && <Lines count={4} />}
          {found && (
            <div className={look.isPending ? styles.stale : undefined}>
              <ReplayResult {...found} />
            </div>
          )}
        </div>
      </div>
    </Section>
  );
}
