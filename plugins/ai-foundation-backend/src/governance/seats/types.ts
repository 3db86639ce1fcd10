import {
  Seat,
  SeatFunction,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

export type { Seat, SeatFunction };

/** One person's time in a seat; it begins to count when they accept. */
export interface SeatTerm {
  id: string;
  seat: Seat;
  userRef: string;
  /** As it was at the time. */
  userName: string;
  /** What the person is in the organisation. */
  title: string | undefined;
  /** What the sponsor is to do and may decide. */
  mandate: string | undefined;
  /** Until when a sponsor's mandate holds. */
  reviewByMs: number | undefined;
  appointedBy: string;
  appointedAtMs: number;
  acceptedAtMs: number | undefined;
  endedAtMs: number | undefined;
  endedBy: string | undefined;
  endReason: string | undefined;
  origin: Origin;
}

/** Who is to sit where. */
export interface Appointment {
  seat: Seat;
  user: string;
  title?: string;
  mandate?: string;
  /** An ISO date. */
  reviewBy?: string;
}

/** What the sponsor decided or looked at, in their own words. */
export interface Engagement {
  id: string;
  termId: string;
  note: string;
  recordedAtMs: number;
  origin: Origin;
}

/** What the working group is for, and when it can decide. */
export interface CharterText {
  /** Markdown. */
  text: string;
  /** How many members of the four functions have to attend. */
  quorum: number;
  /** Whether each of the four functions has to be present. */
  everyFunction: boolean;
  /** How many days may pass between two meetings. */
  cadenceDays: number;
}

export interface Charter extends CharterText {
  version: number;
  sha256: string;
  proposedBy: string;
  proposedAtMs: number;
  approvedBy: string | undefined;
  /** Id of the meeting that approved it, where it was not the sponsor. */
  approvedIn: string | undefined;
  approvedAtMs: number | undefined;
  origin: Origin;
}

/** Who attended, in which seat, as it was then. */
export interface Attendee {
  userRef: string;
  name: string;
  seat: Seat;
}

export interface Quorum {
  needed: number;
  /** Members of the four functions who attended. */
  present: number;
  /** Functions that had to be present and were not. */
  missingFunctions: SeatFunction[];
  reached: boolean;
}

/** What somebody writes down of a meeting. */
export interface MeetingRecord {
  heldAt: string;
  attendees: string[];
  agenda: string;
  minutes: string;
  decisions: string[];
  approvesCharter?: number;
  corrects?: { meeting: string; reason: string };
}

export interface Meeting {
  id: string;
  heldAtMs: number;
  attendees: Attendee[];
  agenda: string;
  /** Markdown. */
  minutes: string;
  minutesSha256: string;
  decisions: string[];
  quorum: Quorum;
  charterVersion: number;
  approvesCharter: number | undefined;
  /** Id of the record that this one replaces. */
  corrects: string | undefined;
  correctionReason: string | undefined;
  recordedBy: string;
  recordedAtMs: number;
  origin: Origin;
}

/** The group that runs the platform. */
export interface PlatformTeam {
  id: string;
  groupRef: string;
  /** How much time the organisation gives, and from whom. */
  allocation: string;
  namedBy: string;
  namedAtMs: number;
  origin: Origin;
}
