import {
  api,
  Seat,
  seatSchema,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { DayField, isDay } from '../DayField';
import { FormDialog } from '../FormDialog';
import { PersonField } from '../PersonField';

const SHORTEST_MANDATE = 20;

/** Asks a person to take a seat. */
export function AppointDialog(props: {
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const appoint = useAction(api.appointToSeat);
  const [seat, setSeat] = useState<Seat>();
  const [user, setUser] = useState<string>();
  const [title, setTitle] = useState('');
  const [mandate, setMandate] = useState('');
  const [reviewBy, setReviewBy] = useState('');
  const isSponsor = seat === 'sponsor';
  const isComplete =
    seat !== undefined &&
    user !== undefined &&
    (!isSponsor ||
      (title.trim() !== '' &&
        mandate.trim().length >= SHORTEST_MANDATE &&
        isDay(reviewBy)));

  const run = async () =>
    seat &&
    user &&
    appoint.run({
      body: {
        seat,
        user,
        title: title.trim() || undefined,
        ...(isSponsor && {
          mandate: mandate.trim(),
          reviewBy: reviewBy.trim(),
        }),
      },
    });

  return (
    <FormDialog
      title={t('seats.appointTitle')}
      confirm={t('seats.appoint')}
      done={t('seats.appointed')}
      isComplete={isComplete}
      action={appoint}
      run={run}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <Select
        label={t('seats.table.seat')}
        size="medium"
        isRequired
        value={seat ?? null}
        onChange={id => setSeat(seatSchema.options.find(each => each === id))}
        options={seatSchema.options.map(id => ({
          id,
          label: t(`seats.seat.${id}`),
        }))}
      />
      <PersonField label={t('seats.person')} value={user} onChange={setUser} />
      <TextField
        label={t('seats.title')}
        isRequired={isSponsor}
        value={title}
        onChange={setTitle}
      />
      {isSponsor && (
        <>
          <TextAreaField
            label={t('seats.mandate')}
            description={t('seats.mandateHint')}
            isRequired
            value={mandate}
            onChange={setMandate}
          />
          <DayField
            label={t('seats.reviewBy')}
            isRequired
            value={reviewBy}
            onChange={setReviewBy}
          />
        </>
      )}
    </FormDialog>
  );
}
