import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  charterSchema,
  charterTextSchema,
  engagementSchema,
  meetingRecordSchema,
  meetingSchema,
  platformTeamSchema,
  seatSchema,
  seatsSchema,
  seatTermSchema,
} from '../schemas';

const reason = z.string().trim().min(3).max(2_000);

/** Seats, the working group and the platform team. @public */
export const seatRoutes = {
  getSeats: defineRoute({
    method: 'get',
    path: '/seats',
    summary: 'Who holds which seat, who runs the platform, and what is missing',
    response: seatsSchema,
  }),

  appointToSeat: defineRoute({
    method: 'post',
    path: '/seats/terms',
    summary: 'Ask a person to take a seat; it counts once they accept',
    body: z.object({
      seat: seatSchema,
      /** Ref of a person of the catalog, or their name alone. */
      user: z.string(),
      title: z.string().trim().max(200).optional(),
      /** Of the sponsor, who needs one. */
      mandate: z.string().trim().min(20).max(10_000).optional(),
      /** By when the sponsor's mandate is looked at again, within a year. */
      reviewBy: z.iso.datetime().or(z.iso.date()).optional(),
    }),
    response: seatTermSchema,
    status: 201,
  }),

  acceptSeat: defineRoute({
    method: 'post',
    path: '/seats/terms/{id}/acceptance',
    summary: 'Accept a seat, as oneself',
    params: z.object({ id: z.string() }),
    response: seatTermSchema,
    status: 201,
  }),

  endSeatTerm: defineRoute({
    method: 'post',
    path: '/seats/terms/{id}/end',
    summary:
      "End a term, or decline a seat as oneself; the term's record stays",
    params: z.object({ id: z.string() }),
    body: z.object({ reason }),
    response: seatTermSchema,
    status: 201,
  }),

  recordEngagement: defineRoute({
    method: 'post',
    path: '/seats/sponsor/engagements',
    summary: 'Record what the sponsor decided or looked at, as the sponsor',
    body: z.object({ note: z.string().trim().min(10).max(10_000) }),
    response: engagementSchema,
    status: 201,
  }),

  namePlatformTeam: defineRoute({
    method: 'put',
    path: '/seats/platform-team',
    summary: 'Name the group that runs the platform',
    body: z.object({
      /** Ref of a group of the catalog, or its name alone. */
      group: z.string(),
      allocation: z.string().trim().min(3).max(2_000),
    }),
    response: platformTeamSchema,
  }),

  listCharters: defineRoute({
    method: 'get',
    path: '/working-group/charters',
    summary: "Every version of the working group's charter, the newest first",
    response: z.object({ items: z.array(charterSchema) }),
  }),

  proposeCharter: defineRoute({
    method: 'post',
    path: '/working-group/charters',
    summary: 'Write the next version of the charter; it holds once approved',
    body: charterTextSchema,
    response: charterSchema,
    status: 201,
  }),

  approveCharter: defineRoute({
    method: 'post',
    path: '/working-group/charters/{version}/approval',
    summary: 'Approve a charter as the sponsor; a meeting can do it too',
    params: z.object({ version: z.coerce.number().int() }),
    body: z.object({
      /** Of the text that was read; it must be this version's. */
      sha256: z.string(),
    }),
    response: charterSchema,
    status: 201,
  }),

  listMeetings: defineRoute({
    method: 'get',
    path: '/working-group/meetings',
    summary: 'Meetings of the working group, the newest first',
    response: z.object({ items: z.array(meetingSchema) }),
  }),

  recordMeeting: defineRoute({
    method: 'post',
    path: '/working-group/meetings',
    summary: 'Record a meeting with its minutes, or correct such a record',
    body: meetingRecordSchema,
    response: meetingSchema,
    status: 201,
  }),
} as const;
