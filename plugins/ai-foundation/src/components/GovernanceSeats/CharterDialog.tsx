import {
  api,
  Charter,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Checkbox, NumberField, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { FormDialog } from '../FormDialog';

const SHORTEST_TEXT = 20;

/** Proposes the next version of the charter, from the newest one. */
export function CharterDialog(props: {
  previous: Charter | undefined;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const propose = useAction(api.proposeCharter);
  const { previous } = props;
  const [text, setText] = useState(previous?.text ?? '');
  const [quorum, setQuorum] = useState(previous?.quorum ?? 3);
  const [everyFunction, setEvery] = useState(previous?.everyFunction ?? true);
  const [cadenceDays, setCadence] = useState(previous?.cadenceDays ?? 31);
  return (
    <FormDialog
      title={t('seats.proposeTitle')}
      confirm={t('seats.propose')}
      done={t('seats.proposed')}
      isComplete={
        text.trim().length >= SHORTEST_TEXT && quorum > 0 && cadenceDays > 0
      }
      action={propose}
      run={() =>
        propose.run({
          body: { text: text.trim(), quorum, everyFunction, cadenceDays },
        })
      }
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <TextAreaField
        label={t('seats.charterText')}
        description={t('seats.charterTextHint')}
        isRequired
        rows={12}
        value={text}
        onChange={setText}
      />
      <NumberField
        label={t('seats.quorum')}
        description={t('seats.quorumHint')}
        minValue={2}
        maxValue={100}
        value={quorum}
        onChange={setQuorum}
      />
      <Checkbox isSelected={everyFunction} onChange={setEvery}>
        {t('seats.everyFunction')}
      </Checkbox>
      <NumberField
        label={t('seats.cadence')}
        description={t('seats.cadenceUnit')}
        minValue={7}
        maxValue={92}
        value={cadenceDays}
        onChange={setCadence}
      />
    </FormDialog>
  );
}
