import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  DORA,
  EVE,
  FAY,
  GIL,
  LEA,
  ROCKETS,
  SUE,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** From an appointment to a meeting of the working group. */
export const seatWalk: Walk = async (ask, bench) => {
  await bench.fillSeats();
  const { id } = await ask(GIL, api.appointToSeat, {
    body: { seat: 'engineering', user: DORA, title: 'Head of engineering' },
  });
  await ask(DORA, api.acceptSeat, { params: { id } });
  await ask(DORA, api.endSeatTerm, {
    params: { id },
    body: { reason: 'She has no time for it.' },
  });
  await ask(SUE, api.recordEngagement, {
    body: { note: 'Looked at the charter and approved it.' },
  });
  await ask(GIL, api.namePlatformTeam, {
    body: { group: ROCKETS, allocation: 'Two people, half of their time.' },
  });
  const { version, sha256 } = await ask(GIL, api.proposeCharter, {
    body: {
      text: 'The working group decides about models and tiers.',
      quorum: 2,
      everyFunction: false,
      cadenceDays: 31,
    },
  });
  await ask(SUE, api.approveCharter, { params: { version }, body: { sha256 } });
  await ask(ADA, api.listCharters);
  const meeting = {
    heldAt: new Date().toISOString(),
    attendees: [EVE, LEA],
    agenda: 'Models of the next quarter',
    minutes: 'We looked at the models, and agreed on two of them.',
    decisions: ['Swift stays approved.'],
  };
  const first = await ask(EVE, api.recordMeeting, { body: meeting });
  await ask(EVE, api.recordMeeting, {
    body: {
      ...meeting,
      attendees: [EVE, LEA, FAY],
      corrects: { meeting: first.id, reason: 'Fay came late.' },
    },
  });
  await ask(GIL, api.listMeetings);
  await ask(ADA, api.getSeats);
};
