import {
  api,
  Meeting,
  Seats,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Checkbox,
  CheckboxGroup,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { FormDialog } from '../FormDialog';
import { isReason, ReasonField } from '../ReasonField';

const SHORTEST_MINUTES = 20;

/** Records a meeting, or corrects such a record. */
export function MeetingDialog(props: {
  seats: Seats;
  corrected: Meeting | undefined;
  /** The version of the charter that waits for approval. */
  proposal: number | undefined;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const record = useAction(api.recordMeeting);
  const { corrected, proposal, seats } = props;
  const [heldAt, setHeldAt] = useState(() =>
    localTime(corrected ? new Date(corrected.heldAt) : new Date()),
  );
  const [attendees, setAttendees] = useState(
    corrected?.attendees.map(({ userRef }) => userRef) ?? [],
  );
  const [agenda, setAgenda] = useState(corrected?.agenda ?? '');
  const [minutes, setMinutes] = useState(corrected?.minutes ?? '');
  const [decisions, setDecisions] = useState(
    corrected?.decisions.join('\n') ?? '',
  );
  const [approves, setApproves] = useState(false);
  const [reason, setReason] = useState('');
  const people = peopleOf(seats, corrected);
  const isComplete =
    instantOf(heldAt) !== undefined &&
    attendees.length > 0 &&
    isReason(agenda) &&
    minutes.trim().length >= SHORTEST_MINUTES &&
    (!corrected || isReason(reason));

  const run = async () => {
    const instant = instantOf(heldAt);
    return (
      instant &&
      record.run({
        body: {
          heldAt: instant,
          attendees,
          agenda: agenda.trim(),
          minutes: minutes.trim(),
          decisions: decisions
            .split('\n')
            .map(line => line.trim())
            .filter(Boolean),
          approvesCharter: approves ? proposal : undefined,
          corrects: corrected && {
            meeting: corrected.id,
            reason: reason.trim(),
          },
        },
      })
    );
  };

  return (
    <FormDialog
      title={
        corrected
          ? t('seats.correctTitle', { day: heldAt.slice(0, 10) })
          : t('seats.recordTitle')
      }
      confirm={t(corrected ? 'seats.correct' : 'seats.record')}
      done={t('seats.recorded')}
      isComplete={isComplete}
      action={record}
      run={run}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <TextField
        label={t('seats.heldAt')}
        description={t('seats.heldAtHint')}
        isRequired
        validationBehavior="aria"
        validate={text =>
          instantOf(text) === undefined ? t('seats.heldAtWrong') : null
        }
        value={heldAt}
        onChange={setHeldAt}
      />
      <CheckboxGroup
        label={t('seats.attendees')}
        isRequired
        value={attendees}
        onChange={setAttendees}
      >
        {people.map(({ userRef, name, seat }) => (
          <Checkbox key={userRef} value={userRef}>
            {`${name} (${t(`seats.seat.${seat}`)})`}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <TextAreaField
        label={t('seats.agenda')}
        isRequired
        value={agenda}
        onChange={setAgenda}
      />
      <TextAreaField
        label={t('seats.minutes')}
        description={t('seats.minutesHint')}
        isRequired
        rows={10}
        value={minutes}
        onChange={setMinutes}
      />
      <TextAreaField
        label={t('seats.decisions')}
        description={t('seats.decisionsHint')}
        value={decisions}
        onChange={setDecisions}
      />
      {!corrected && proposal !== undefined && (
        <Checkbox isSelected={approves} onChange={setApproves}>
          {t('seats.approvesCharter', { version: String(proposal) })}
        </Checkbox>
      )}
      {corrected && <ReasonField value={reason} onChange={setReason} />}
    </FormDialog>
  );
}

/** Who can have attended: those who hold a seat, and those of the record. */
function peopleOf({ terms }: Seats, corrected: Meeting | undefined) {
  const holders = terms
    .filter(({ acceptedAt, state }) => acceptedAt && state !== 'declined')
    .map(({ userRef, userName, seat }) => ({ userRef, name: userName, seat }));
  return [
    ...new Map(
      [...(corrected?.attendees ?? []), ...holders].map(person => [
        person.userRef,
        person,
      ]),
    ).values(),
  ];
}

/** As `2026-12-31 14:00`, by the clock of the viewer. */
function localTime(date: Date): string {
  const sinceUtcMs = date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - sinceUtcMs)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ');
}

function instantOf(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(text.trim());
  const date = match ? new Date(`${match[1]}T${match[2]}`) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}
