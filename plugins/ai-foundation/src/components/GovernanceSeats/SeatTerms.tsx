import {
  api,
  Seat,
  seatManagePermission,
  Seats,
  SeatTerm,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { Translate, useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { DataColumn, DataTable } from '../DataTable';
import { ActionError } from '../ErrorNotice';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status, Tone } from '../Status';
import { AppointDialog } from './AppointDialog';
import { EndTermDialog } from './EndTermDialog';

const SEATS: readonly Seat[] = [
  'sponsor',
  'engineering',
  'security',
  'legal',
  'finance',
];

const TONES: Record<SeatTerm['state'], Tone> = {
  asked: 'warning',
  held: 'positive',
  left: 'negative',
  declined: 'neutral',
  ended: 'neutral',
};

/** A seat with its person, or without one. */
interface SeatRow {
  id: string;
  seat: Seat;
  term?: SeatTerm;
}

/** Who sits where, who was asked, and who did before. */
export function SeatTerms(props: { seats: Seats; onChange: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const me = useProfile().value?.userRef;
  const mayManage = usePermission({ permission: seatManagePermission }).allowed;
  const accept = useAction(api.acceptSeat);
  const [ending, setEnding] = useState<SeatTerm>();
  const [isAppointing, setAppointing] = useState(false);
  const { terms } = props.seats;

  const take = async ({ id }: SeatTerm) => {
    if (await accept.run({ params: { id } })) {
      toasts.post({
        title: t('seats.accepted'),
        status: 'success',
        timeout: 6000,
      });
      props.onChange();
    }
  };
  const actions = {
    me,
    mayManage,
    isAccepting: accept.isPending,
    onAccept: take,
    onEnd: setEnding,
  };
  const past = terms.filter(({ endedAt }) => endedAt !== undefined);

  return (
    <Section
      title={t('seats.people')}
      description={t('seats.peopleWhy')}
      action={
        mayManage && (
          <Button variant="secondary" onPress={() => setAppointing(true)}>
            {t('seats.appoint')}
          </Button>
        )
      }
    >
      <Flex direction="column" gap="4">
        <ActionError error={accept.error} />
        <DataTable
          label={t('seats.people')}
          columns={columns(t, actions)}
          rows={rowsOf(terms)}
        />
        {past.length > 0 && (
          <DataTable
            label={t('seats.history')}
            columns={columns(t, undefined)}
            rows={[...past]
              .reverse()
              .map(term => ({ id: term.id, seat: term.seat, term }))}
          />
        )}
      </Flex>
      {isAppointing && (
        <AppointDialog
          onDone={props.onChange}
          onClose={() => setAppointing(false)}
        />
      )}
      {ending && (
        <EndTermDialog
          term={ending}
          isDeclining={ending.state === 'asked' && ending.userRef === me}
          onDone={props.onChange}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  );
}

/** Each seat at least once, also where nobody is in it. */
function rowsOf(terms: SeatTerm[]): SeatRow[] {
  return SEATS.flatMap((seat): SeatRow[] => {
    const running = terms.filter(
      term => term.seat === seat && term.endedAt === undefined,
    );
    return running.length > 0
      ? running.map(term => ({ id: term.id, seat, term }))
      : [{ id: seat, seat }];
  });
}

interface TermActions {
  me: string | undefined;
  mayManage: boolean;
  isAccepting: boolean;
  onAccept: (term: SeatTerm) => void;
  onEnd: (term: SeatTerm) => void;
}

function columns(
  t: Translate,
  actions: TermActions | undefined,
): Array<DataColumn<SeatRow>> {
  const words: Array<DataColumn<SeatRow>> = [
    {
      id: 'seat',
      label: t('seats.table.seat'),
      cell: ({ seat }) => t(`seats.seat.${seat}`),
    },
    {
      id: 'person',
      label: t('seats.table.person'),
      cell: ({ term }) =>
        term ? (
          <>
            <EntityName entityRef={term.userRef} />
            {term.title && <div>{term.title}</div>}
          </>
        ) : (
          t('seats.empty')
        ),
    },
    {
      id: 'state',
      label: t('seats.table.state'),
      kind: 'words',
      cell: ({ term }) =>
        term ? (
          <Status tone={TONES[term.state]}>
            {t(`seats.term.${term.state}`, {
              when: (
                <RelativeTime
                  instant={term.endedAt ?? term.acceptedAt ?? term.appointedAt}
                />
              ),
              reason: term.endReason ?? '',
            })}
          </Status>
        ) : (
          '–'
        ),
    },
  ];
  return actions
    ? [
        ...words.slice(0, 2),
        // Beside the name, so that it is seen on a telephone.
        {
          id: 'action',
          label: t('seats.table.action'),
          kind: 'short',
          cell: ({ term }) =>
            term && <TermButtons term={term} actions={actions} />,
        },
        ...words.slice(2),
      ]
    : words;
}

function TermButtons(props: { term: SeatTerm; actions: TermActions }) {
  const { t } = useMessages();
  const { term, actions } = props;
  const isMine = term.userRef === actions.me;
  const isAsked = isMine && term.state === 'asked';
  const seat = t(`seats.seat.${term.seat}`);
  if (!isMine && !actions.mayManage) {
    return null;
  }
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      {isAsked && (
        <Button
          size="small"
          aria-label={t('seats.acceptFor', { seat })}
          isPending={actions.isAccepting}
          onPress={() => actions.onAccept(term)}
        >
          {t('seats.accept')}
        </Button>
      )}
      <Button
        size="small"
        variant="secondary"
        aria-label={
          isAsked
            ? t('seats.declineFor', { seat })
            : t('seats.endFor', { name: term.userName })
        }
        onPress={() => actions.onEnd(term)}
      >
        {t(isAsked ? 'seats.decline' : 'seats.end')}
      </Button>
    </Flex>
  );
}
