import {
  api,
  SeatTerm,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { FormDialog } from '../FormDialog';
import { isReason, ReasonField } from '../ReasonField';

/** Ends a term, or declines a seat, with a reason. */
export function EndTermDialog(props: {
  term: SeatTerm;
  isDeclining: boolean;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const end = useAction(api.endSeatTerm);
  const [reason, setReason] = useState('');
  const { id, seat, userName } = props.term;
  return (
    <FormDialog
      title={
        props.isDeclining
          ? t('seats.declineFor', { seat: t(`seats.seat.${seat}`) })
          : t('seats.endFor', { name: userName })
      }
      confirm={t(props.isDeclining ? 'seats.decline' : 'seats.end')}
      done={t(props.isDeclining ? 'seats.declined' : 'seats.ended')}
      isComplete={isReason(reason)}
      action={end}
      run={() => end.run({ params: { id }, body: { reason: reason.trim() } })}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
