import { RequirementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { instant, optionalInstant } from '../../kernel/instant';
import { charterInForce, FUNCTIONS } from './quorum';
import { Charter, Engagement, Meeting, PlatformTeam, SeatTerm } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A quarter: how long a sponsor may be silent. */
export const ENGAGEMENT_MS = 92 * DAY_MS;

/** What the states follow from. */
export interface SeatRecords {
  /** The terms that run. */
  terms: SeatTerm[];
  engagements: Engagement[];
  charters: Charter[];
  meetings: Meeting[];
  platformTeam: PlatformTeam | undefined;
  snapshot: CatalogSnapshot;
  nowMs: number;
}

/** Until when the sponsor has to show themself again. */
export function engagementDueMs(
  term: SeatTerm,
  engagements: Engagement[],
): number | undefined {
  if (term.acceptedAtMs === undefined) {
    return undefined;
  }
  const own = engagements
    .filter(({ termId }) => termId === term.id)
    .map(({ recordedAtMs }) => recordedAtMs);
  return Math.max(term.acceptedAtMs, ...own) + ENGAGEMENT_MS;
}

/** Whether sponsor, working group and platform team are there, and why not. */
export function seatStates(records: SeatRecords): RequirementState[] {
  return [
    sponsorState(records),
    membersState(records),
    charterState(records),
    meetingsState(records),
    platformTeamState(records),
  ];
}

function sponsorState(records: SeatRecords): RequirementState {
  const { terms, engagements, snapshot, nowMs } = records;
  const term = terms.find(({ seat }) => seat === 'sponsor');
  const dueMs = term && engagementDueMs(term, engagements);
  const inputs = {
    termId: term?.id,
    userRef: term?.userRef,
    acceptedAt: optionalInstant(term?.acceptedAtMs),
    reviewBy: optionalInstant(term?.reviewByMs),
    engagementDue: optionalInstant(dueMs),
  };
  if (!term) {
    return notMet('sponsor', ['No executive sponsor is appointed.'], inputs);
  }
  if (dueMs === undefined) {
    return notMet(
      'sponsor',
      [`${term.userName} is asked to be the sponsor and has not accepted yet.`],
      inputs,
    );
  }
  return metUnlessStale(
    'sponsor',
    [
      !snapshot.people.has(term.userRef) &&
        `${term.userName} is not in the catalog any more.`,
      term.reviewByMs !== undefined &&
        term.reviewByMs <= nowMs &&
        `The mandate was to be reviewed by ${day(term.reviewByMs)}.`,
      dueMs <= nowMs &&
        `${term.userName} has recorded no engagement since ${day(
          dueMs - ENGAGEMENT_MS,
        )}; a sponsor does at least every 92 days.`,
    ],
    `${term.userName} has accepted, and was engaged on ${day(
      dueMs - ENGAGEMENT_MS,
    )}.`,
    inputs,
  );
}

function membersState({ terms, snapshot }: SeatRecords): RequirementState {
  const accepted = terms.filter(term => term.acceptedAtMs !== undefined);
  const inputs = Object.fromEntries(
    FUNCTIONS.map(name => [
      name,
      accepted.filter(({ seat }) => seat === name).map(term => term.userRef),
    ]),
  );
  const empty = FUNCTIONS.filter(name => inputs[name].length === 0);
  const left = FUNCTIONS.filter(
    name =>
      inputs[name].length > 0 &&
      !inputs[name].some(ref => snapshot.people.has(ref)),
  );
  const refs = accepted.map(({ userRef }) => userRef);
  const doubled = [
    ...new Set(refs.filter((ref, index) => refs.indexOf(ref) !== index)),
  ];
  if (empty.length > 0 || doubled.length > 0) {
    return notMet(
      'working-group-members',
      [
        ...empty.map(name => `Nobody has accepted the ${name} seat.`),
        ...doubled.map(ref => `${ref} holds more than one seat.`),
      ],
      inputs,
    );
  }
  return metUnlessStale(
    'working-group-members',
    left.map(
      name => `Whoever held the ${name} seat is not in the catalog any more.`,
    ),
    'Each of the four functions is held by a person of its own, who has accepted.',
    inputs,
  );
}

function charterState({ charters }: SeatRecords): RequirementState {
  const charter = charterInForce(charters);
  const id = 'working-group-charter';
  if (!charter) {
    return notMet(
      id,
      [
        charters.length > 0
          ? 'A charter is proposed and waits for approval, by the sponsor or in a meeting.'
          : 'The working group has no charter.',
      ],
      {},
    );
  }
  return met(id, `Version ${charter.version} of the charter is approved.`, {
    version: charter.version,
    sha256: charter.sha256,
  });
}

function meetingsState(records: SeatRecords): RequirementState {
  const { charters, meetings, nowMs } = records;
  const charter = charterInForce(charters);
  const corrected = new Set(meetings.map(({ corrects }) => corrects));
  const held = meetings.filter(({ id }) => !corrected.has(id));
  const last = held.find(({ quorum }) => quorum.reached);
  const inputs = {
    meetings: held.length,
    lastWithQuorum: last?.id,
    lastWithQuorumAt: optionalInstant(last?.heldAtMs),
    cadenceDays: charter?.cadenceDays,
  };
  const id = 'working-group-meetings';
  if (!last || !charter) {
    return notMet(
      id,
      [
        held.length > 0
          ? 'No meeting had its quorum yet.'
          : 'No meeting is recorded yet.',
      ],
      inputs,
    );
  }
  const dueMs = last.heldAtMs + charter.cadenceDays * DAY_MS;
  return metUnlessStale(
    id,
    [
      dueMs <= nowMs &&
        `The last meeting with a quorum was on ${day(
          last.heldAtMs,
        )}; the charter asks for one every ${charter.cadenceDays} days.`,
    ],
    `The last meeting with a quorum was on ${day(
      last.heldAtMs,
    )}; the next is due by ${day(dueMs)}.`,
    inputs,
  );
}

function platformTeamState(records: SeatRecords): RequirementState {
  const { platformTeam, snapshot } = records;
  const id = 'platform-team';
  if (!platformTeam) {
    return notMet(id, ['No group is named as the platform team.'], {});
  }
  const group = snapshot.groups.get(platformTeam.groupRef);
  const members = (group?.memberRefs ?? []).filter(ref =>
    snapshot.people.has(ref),
  );
  return metUnlessStale(
    id,
    [
      group === undefined &&
        `The catalog does not know ${platformTeam.groupRef} any more.`,
      group !== undefined &&
        members.length === 0 &&
        `Nobody is in ${group.title}.`,
    ],
    `${group?.title} has ${members.length} ${
      members.length === 1 ? 'member' : 'members'
    }.`,
    { groupRef: platformTeam.groupRef, members },
  );
}

type Inputs = RequirementState['inputs'];

function met(id: string, reason: string, inputs: Inputs): RequirementState {
  return { id, state: 'met', reasons: [reason], inputs };
}

function notMet(
  id: string,
  reasons: string[],
  inputs: Inputs,
): RequirementState {
  return { id, state: 'not-met', reasons, inputs };
}

function metUnlessStale(
  id: string,
  obstacles: Array<string | false>,
  reason: string,
  inputs: Inputs,
): RequirementState {
  const reasons = obstacles.filter(obstacle => obstacle !== false);
  return reasons.length > 0
    ? { id, state: 'stale', reasons, inputs }
    : met(id, reason, inputs);
}

function day(atMs: number): string {
  return instant(atMs).slice(0, 10);
}
