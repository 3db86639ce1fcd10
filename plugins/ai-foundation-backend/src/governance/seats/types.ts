import { Origin } from '../../kernel/AuditTrail';

/** A function that a person holds for the whole organisation. */
export type Seat = 'sponsor' | 'engineering' | 'security' | 'legal' | 'finance';

/** One person's time in a seat. */
export interface SeatTerm {
  id: string;
  seat: Seat;
  userRef: string;
  /** As it was at the time. */
  userName: string;
  appointedBy: string;
  appointedAtMs: number;
  acceptedAtMs: number | undefined;
  origin: Origin;
}
