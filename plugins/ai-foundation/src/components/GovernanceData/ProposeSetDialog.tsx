import {
  api,
  InitialSet,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Checkbox, CheckboxGroup, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { ReasonDialog } from './ReasonDialog';

/** Proposes a set, starting from what is in use and from the set before. */
export function ProposeSetDialog(props: {
  before: InitialSet | undefined;
  /** Whether a proposal is open that this one takes the place of. */
  replaces: boolean;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const sources = useAnswer(api.listDataSources);
  const known = sources.value?.items.filter(({ type }) => type !== undefined);
  const [name, setName] = useState(props.before?.name ?? '');
  const [chosen, setChosen] = useState<string[]>();
  const selected =
    chosen ??
    (known ?? [])
      .filter(
        ({ ref, referencedBy }) =>
          props.before?.sources.includes(ref) ||
          referencedBy.keys > 0 ||
          referencedBy.inventory,
      )
      .map(({ ref }) => ref);

  return (
    <ReasonDialog
      route={api.proposeInitialSet}
      optionsOf={reason =>
        name.trim().length >= 3 && selected.length > 0
          ? { body: { name: name.trim(), sources: selected, reason } }
          : undefined
      }
      words={{
        title: t('data.set.proposeTitle'),
        effect: t('data.set.why'),
        submit: t('data.set.propose'),
        done: t('data.set.doneProposed'),
      }}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      {props.replaces && <Text as="p">{t('data.set.replaces')}</Text>}
      <TextField
        label={t('data.set.name')}
        description={t('data.set.nameHint')}
        isRequired
        maxLength={200}
        value={name}
        onChange={setName}
      />
      <Answered answer={sources} loading={<Lines count={4} />}>
        {() => (
          <CheckboxGroup
            label={t('data.set.choose')}
            isRequired
            value={selected}
            onChange={setChosen}
          >
            {known?.map(({ ref, title }) => (
              <Checkbox key={ref} value={ref}>
                {title}
              </Checkbox>
            ))}
          </CheckboxGroup>
        )}
      </Answered>
    </ReasonDialog>
  );
}
