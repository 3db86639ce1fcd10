import { Seat } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

export type { Seat };

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
