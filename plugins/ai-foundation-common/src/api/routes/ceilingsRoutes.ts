import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  ceilingChangeSchema,
  ceilingChoiceSchema,
  ceilingDrillSchema,
  ceilingEventSchema,
  ceilingRaiseSchema,
  ceilingSchema,
  ceilingEvaluationSchema,
} from '../schemas';
import { instant } from '../schemas/primitives';

const byId = z.object({ id: z.string() });
const reason = z.string().trim().min(3).max(2_000);

/** Cost ceilings. @public */
export const ceilingsRoutes = {
  listCeilings: defineRoute({
    method: 'get',
    path: '/ceilings',
    summary: 'The cost ceilings, with what is spent and held now',
    query: z.object({ team: z.string().optional() }),
    response: z.object({
      items: z.array(ceilingSchema),
      evaluation: ceilingEvaluationSchema,
    }),
  }),

  setCeiling: defineRoute({
    method: 'put',
    path: '/ceilings',
    summary: 'Set the ceiling of a scope for a day, a week or a month',
    body: ceilingChoiceSchema,
    response: ceilingSchema,
  }),

  removeCeiling: defineRoute({
    method: 'post',
    path: '/ceilings/{id}/removal',
    summary: 'Remove a ceiling; nothing limits its scope by it any more',
    params: byId,
    body: z.object({ reason }),
    response: z.object({ id: z.string() }),
  }),

  listCeilingChanges: defineRoute({
    method: 'get',
    path: '/ceilings/{id}/changes',
    summary: 'What was changed about a ceiling, by whom and why',
    params: byId,
    response: z.object({ items: z.array(ceilingChangeSchema) }),
  }),

  listCeilingRaises: defineRoute({
    method: 'get',
    path: '/ceilings/raises',
    summary: 'Raises for a time, those that wait for a decision first',
    response: z.object({ items: z.array(ceilingRaiseSchema) }),
  }),

  requestCeilingRaise: defineRoute({
    method: 'post',
    path: '/ceilings/{id}/raises',
    summary: 'Ask for a higher amount for a time',
    params: byId,
    body: z.object({
      /** The amount while the raise runs, a decimal string of dollars. */
      amountUsd: z.string(),
      until: instant,
      reason,
    }),
    response: ceilingRaiseSchema,
    status: 201,
  }),

  decideCeilingRaise: defineRoute({
    method: 'post',
    path: '/ceilings/raises/{id}/decision',
    summary: 'Approve or refuse a raise that somebody else asked for',
    params: byId,
    body: z.object({ decision: z.enum(['approved', 'refused']), reason }),
    response: ceilingRaiseSchema,
  }),

  listCeilingEvents: defineRoute({
    method: 'get',
    path: '/ceilings/events',
    summary: 'Thresholds that were reached, the newest first',
    response: z.object({ items: z.array(ceilingEventSchema) }),
  }),

  acknowledgeCeilingEvent: defineRoute({
    method: 'post',
    path: '/ceilings/events/{id}/acknowledgement',
    summary: 'Say that one has seen to a threshold that was reached',
    params: byId,
    response: ceilingEventSchema,
  }),

  runCeilingDrill: defineRoute({
    method: 'post',
    path: '/ceilings/drills',
    summary: 'Prove on a sandbox that a ceiling does what it says',
    body: z.object({ ceilingId: z.string() }),
    response: ceilingDrillSchema,
    status: 201,
  }),

  listCeilingDrills: defineRoute({
    method: 'get',
    path: '/ceilings/drills',
    summary: 'The drills of ceilings, the newest first',
    response: z.object({ items: z.array(ceilingDrillSchema) }),
  }),

  getCeilingDrill: defineRoute({
    method: 'get',
    path: '/ceilings/drills/{id}',
    summary: 'The record of one drill',
    params: byId,
    response: ceilingDrillSchema,
  }),
} as const;
