import {
  Charter,
  Meeting,
  Seats,
  SeatTerm,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays } from './exampleTeams';

const RAFAEL = 'user:default/rafael.ortega';
const ASTRID = 'user:default/astrid.lund';

/** A term that its person has accepted, unless told otherwise. */
export function exampleTerm(
  term: Partial<SeatTerm> & Pick<SeatTerm, 'id' | 'seat' | 'userRef'>,
): SeatTerm {
  return {
    userName: term.userRef.split('/')[1],
    appointedBy: RAFAEL,
    appointedAt: inDays(-31),
    acceptedAt: inDays(-30),
    state: 'held',
    ...term,
  };
}

export const exampleCharter: Charter = {
  version: 1,
  text: 'The working group decides about models and tiers.',
  quorum: 3,
  everyFunction: false,
  cadenceDays: 31,
  sha256: 'c'.repeat(64),
  state: 'in-force',
  proposedBy: RAFAEL,
  proposedAt: inDays(-30),
  approvedBy: ASTRID,
  approvedAt: inDays(-29),
};

export const exampleMeeting: Meeting = {
  id: 'm1',
  heldAt: inDays(-20),
  attendees: [
    { userRef: RAFAEL, name: 'Rafael Ortega', seat: 'engineering' },
    {
      userRef: 'user:default/viktor.halvorsen',
      name: 'Viktor Halvorsen',
      seat: 'security',
    },
  ],
  agenda: 'Models of the next quarter',
  minutes: 'We looked at the models and agreed on two of them.',
  minutesSha256: 'd'.repeat(64),
  decisions: ['GPT-4o stays approved.'],
  quorum: {
    needed: 3,
    present: 2,
    missingFunctions: [],
    reached: false,
  },
  charterVersion: 1,
  recordedBy: RAFAEL,
  recordedAt: inDays(-20),
};

/** A sponsor, one function of four, and a person who is asked. */
export const exampleSeats: Seats = {
  stageStartedAt: inDays(-31),
  states: [
    {
      id: 'sponsor',
      state: 'stale',
      reasons: ['Astrid Lund has recorded no engagement since June.'],
      inputs: {},
    },
    {
      id: 'working-group-members',
      state: 'not-met',
      reasons: ['Nobody has accepted the legal seat.'],
      inputs: {},
    },
  ],
  terms: [
    exampleTerm({
      id: 't1',
      seat: 'sponsor',
      userRef: ASTRID,
      title: 'Chief operating officer',
      mandate: 'Answers for every use of generative AI.',
      reviewBy: inDays(150),
    }),
    exampleTerm({ id: 't2', seat: 'engineering', userRef: RAFAEL }),
    exampleTerm({
      id: 't3',
      seat: 'legal',
      userRef: 'user:default/amina.okafor',
      acceptedAt: undefined,
      state: 'asked',
    }),
  ],
  engagements: [],
};
