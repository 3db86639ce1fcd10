import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  exemptionRequestSchema,
  exemptionSchema,
  exemptionSeatSchema,
} from '../schemas';

const one = z.object({ id: z.string() });
const reason = z.string().trim().min(3).max(2_000);

/** Exemptions from rules of the policy. @public */
export const exemptionRoutes = {
  listExemptions: defineRoute({
    method: 'get',
    path: '/exemptions',
    summary: 'The exemptions that the caller may see, the newest first',
    response: z.object({
      items: z.array(exemptionSchema),
      /** The longest that an exemption may last. */
      maxDays: z.number().int().positive(),
    }),
  }),

  requestExemption: defineRoute({
    method: 'post',
    path: '/exemptions',
    summary: "Request an exemption for one of the caller's teams",
    body: exemptionRequestSchema,
    response: exemptionSchema,
    status: 201,
  }),

  decideExemption: defineRoute({
    method: 'post',
    path: '/exemptions/{id}/decisions',
    summary: 'Consent to an exemption or refuse it, for a seat',
    params: one,
    body: z.object({
      seat: exemptionSeatSchema,
      decision: z.enum(['approved', 'refused']),
      reason,
    }),
    response: exemptionSchema,
    status: 201,
  }),

  withdrawExemption: defineRoute({
    method: 'post',
    path: '/exemptions/{id}/withdrawal',
    summary: "Take back one's own request for an exemption",
    params: one,
    body: z.object({ reason }),
    response: exemptionSchema,
  }),

  revokeExemption: defineRoute({
    method: 'post',
    path: '/exemptions/{id}/revocation',
    summary: 'End an approved exemption at once',
    params: one,
    body: z.object({ reason }),
    response: exemptionSchema,
  }),
} as const;
