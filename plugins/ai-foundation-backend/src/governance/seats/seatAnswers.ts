import * as common from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { instant, optionalInstant } from '../../kernel/instant';
import { charterInForce } from './quorum';
import { Charter, Engagement, Meeting, PlatformTeam, SeatTerm } from './types';

/** What the API tells of a term, as of now. */
export function toSeatTerm(
  term: SeatTerm,
  { people }: CatalogSnapshot,
): common.SeatTerm {
  return {
    id: term.id,
    seat: term.seat,
    userRef: term.userRef,
    userName: term.userName,
    title: term.title,
    mandate: term.mandate,
    reviewBy: optionalInstant(term.reviewByMs),
    appointedBy: term.appointedBy,
    appointedAt: instant(term.appointedAtMs),
    acceptedAt: optionalInstant(term.acceptedAtMs),
    endedAt: optionalInstant(term.endedAtMs),
    endedBy: term.endedBy,
    endReason: term.endReason,
    state: stateOf(term, people.has(term.userRef)),
  };
}

function stateOf(
  term: SeatTerm,
  isInCatalog: boolean,
): common.SeatTerm['state'] {
  if (term.endedAtMs !== undefined) {
    return term.acceptedAtMs === undefined && term.endedBy === term.userRef
      ? 'declined'
      : 'ended';
  }
  if (!isInCatalog) {
    return 'left';
  }
  return term.acceptedAtMs === undefined ? 'asked' : 'held';
}

export function toEngagement(engagement: Engagement): common.Engagement {
  return {
    id: engagement.id,
    note: engagement.note,
    recordedAt: instant(engagement.recordedAtMs),
  };
}

export function toPlatformTeam(
  team: PlatformTeam,
  { groups, people }: CatalogSnapshot,
): common.PlatformTeam {
  const group = groups.get(team.groupRef);
  return {
    groupRef: team.groupRef,
    title: group?.title,
    memberRefs: (group?.memberRefs ?? []).filter(ref => people.has(ref)),
    allocation: team.allocation,
    namedBy: team.namedBy,
    namedAt: instant(team.namedAtMs),
  };
}

/** @param charters - every version, the newest first. */
export function toCharters(charters: Charter[]): common.Charter[] {
  const inForce = charterInForce(charters);
  return charters.map((charter, index) => ({
    version: charter.version,
    text: charter.text,
    quorum: charter.quorum,
    everyFunction: charter.everyFunction,
    cadenceDays: charter.cadenceDays,
    sha256: charter.sha256,
    state: charterState(charter, index === 0, inForce),
    proposedBy: charter.proposedBy,
    proposedAt: instant(charter.proposedAtMs),
    approvedBy: charter.approvedBy,
    approvedIn: charter.approvedIn,
    approvedAt: optionalInstant(charter.approvedAtMs),
  }));
}

function charterState(
  charter: Charter,
  isNewest: boolean,
  inForce: Charter | undefined,
): common.Charter['state'] {
  if (charter === inForce) {
    return 'in-force';
  }
  return isNewest && charter.approvedAtMs === undefined
    ? 'proposed'
    : 'replaced';
}

/** @param meetings - every record, so that each tells what corrected it. */
export function toMeetings(meetings: Meeting[]): common.Meeting[] {
  const correctedBy = new Map(
    meetings.map(({ id, corrects }) => [corrects, id]),
  );
  return meetings.map(meeting => ({
    id: meeting.id,
    heldAt: instant(meeting.heldAtMs),
    attendees: meeting.attendees,
    agenda: meeting.agenda,
    minutes: meeting.minutes,
    minutesSha256: meeting.minutesSha256,
    decisions: meeting.decisions,
    quorum: meeting.quorum,
    charterVersion: meeting.charterVersion,
    approvesCharter: meeting.approvesCharter,
    corrects: meeting.corrects,
    correctionReason: meeting.correctionReason,
    correctedBy: correctedBy.get(meeting.id),
    recordedBy: meeting.recordedBy,
    recordedAt: instant(meeting.recordedAtMs),
  }));
}
