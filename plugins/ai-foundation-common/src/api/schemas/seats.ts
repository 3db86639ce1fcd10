import { z } from 'zod';
import { count, instant, sha256 } from './primitives';
import { requirementStateSchema } from './requirementState';

/** @public */
export const seatFunctionSchema = z.enum([
  'engineering',
  'security',
  'legal',
  'finance',
]);
/** One of the four functions that the working group needs. @public */
export type SeatFunction = z.infer<typeof seatFunctionSchema>;

/** @public */
export const seatSchema = z.enum(['sponsor', ...seatFunctionSchema.options]);
/** A function that a person holds for the whole organisation. @public */
export type Seat = z.infer<typeof seatSchema>;

/** @public */
export const seatTermSchema = z.object({
  id: z.string(),
  seat: seatSchema,
  userRef: z.string(),
  /** As it was at the time. */
  userName: z.string(),
  title: z.string().optional(),
  /** Of the sponsor: what they are to do and may decide. */
  mandate: z.string().optional(),
  reviewBy: instant.optional(),
  appointedBy: z.string(),
  appointedAt: instant,
  acceptedAt: instant.optional(),
  endedAt: instant.optional(),
  endedBy: z.string().optional(),
  endReason: z.string().optional(),
  /** `left`: accepted, and not in the catalog any more. */
  state: z.enum(['asked', 'held', 'left', 'declined', 'ended']),
});
/** One person's time in a seat. @public */
export type SeatTerm = z.infer<typeof seatTermSchema>;

/** @public */
export const engagementSchema = z.object({
  id: z.string(),
  note: z.string(),
  recordedAt: instant,
});
/** What the sponsor decided or looked at. @public */
export type Engagement = z.infer<typeof engagementSchema>;

/** @public */
export const platformTeamSchema = z.object({
  groupRef: z.string(),
  /** As the catalog has it; missing where the group is gone. */
  title: z.string().optional(),
  /** The people in it that the catalog knows now. */
  memberRefs: z.array(z.string()),
  allocation: z.string(),
  namedBy: z.string(),
  namedAt: instant,
});
/** The group that runs the platform. @public */
export type PlatformTeam = z.infer<typeof platformTeamSchema>;

/** @public */
export const seatsSchema = z.object({
  /** When the first person was asked to take a seat. */
  stageStartedAt: instant.optional(),
  states: z.array(requirementStateSchema),
  /** Every term there ever was, the oldest first. */
  terms: z.array(seatTermSchema),
  /** The newest first. */
  engagements: z.array(engagementSchema),
  platformTeam: platformTeamSchema.optional(),
});
/** Who holds which seat, and what that amounts to. @public */
export type Seats = z.infer<typeof seatsSchema>;

/** @public */
export const charterTextSchema = z.object({
  /** Markdown. */
  text: z.string().trim().min(20).max(50_000),
  /** How many members of the four functions have to attend. */
  quorum: z.number().int().min(2).max(100),
  /** Whether each of the four functions has to be present. */
  everyFunction: z.boolean(),
  /** How many days may pass between two meetings. */
  cadenceDays: z.number().int().min(7).max(92),
});
/** @public */
export type CharterText = z.infer<typeof charterTextSchema>;

/** @public */
export const charterSchema = z.object({
  ...charterTextSchema.shape,
  version: z.number().int(),
  /** Of the canonical text. */
  sha256,
  state: z.enum(['proposed', 'in-force', 'replaced']),
  proposedBy: z.string(),
  proposedAt: instant,
  approvedBy: z.string().optional(),
  /** Id of the meeting that approved it, where it was not the sponsor. */
  approvedIn: z.string().optional(),
  approvedAt: instant.optional(),
});
/** What the working group is for, and when it can decide. @public */
export type Charter = z.infer<typeof charterSchema>;

/** @public */
export const meetingSchema = z.object({
  id: z.string(),
  heldAt: instant,
  /** With the seats that they held then. */
  attendees: z.array(
    z.object({ userRef: z.string(), name: z.string(), seat: seatSchema }),
  ),
  agenda: z.string(),
  /** Markdown. */
  minutes: z.string(),
  minutesSha256: sha256,
  decisions: z.array(z.string()),
  quorum: z.object({
    needed: count,
    present: count,
    missingFunctions: z.array(seatFunctionSchema),
    reached: z.boolean(),
  }),
  charterVersion: z.number().int(),
  approvesCharter: z.number().int().optional(),
  /** Id of the record that this one replaces. */
  corrects: z.string().optional(),
  correctionReason: z.string().optional(),
  /** Id of the record that replaces this one. */
  correctedBy: z.string().optional(),
  recordedBy: z.string(),
  recordedAt: instant,
});
/** A meeting of the working group. @public */
export type Meeting = z.infer<typeof meetingSchema>;

/** @public */
export const meetingRecordSchema = z.object({
  heldAt: instant,
  attendees: z.array(z.string()).min(1).max(100),
  agenda: z.string().trim().min(3).max(10_000),
  /** Markdown. */
  minutes: z.string().trim().min(20).max(100_000),
  decisions: z.array(z.string().trim().min(3).max(2_000)).max(50),
  /** A proposed version of the charter that the meeting approved. */
  approvesCharter: z.number().int().optional(),
  /** Of which record this is a correction, and why. */
  corrects: z
    .object({
      meeting: z.string(),
      reason: z.string().trim().min(3).max(2_000),
    })
    .optional(),
});
/** @public */
export type MeetingRecord = z.infer<typeof meetingRecordSchema>;
