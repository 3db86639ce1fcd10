import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  acknowledgementSchema,
  acknowledgementVerificationSchema,
  aupVersionSchema,
  aupVersionSummarySchema,
  myAcknowledgementSchema,
  teamAcknowledgementsSchema,
} from '../schemas';

/** The acceptable use policy. @public */
export const aupRoutes = {
  getCurrentAup: defineRoute({
    method: 'get',
    path: '/aup/current',
    summary: 'The acceptable use policy in force',
    response: aupVersionSchema,
  }),

  listAupVersions: defineRoute({
    method: 'get',
    path: '/aup/versions',
    summary: 'Every published version of the policy, the newest first',
    response: z.object({ items: z.array(aupVersionSummarySchema) }),
  }),

  getAupVersion: defineRoute({
    method: 'get',
    path: '/aup/versions/{version}',
    summary: 'One version of the policy',
    params: z.object({ version: z.string() }),
    response: aupVersionSchema,
  }),

  acknowledgeAup: defineRoute({
    method: 'post',
    path: '/aup/versions/{version}/acknowledgements',
    summary: 'Acknowledge the version in force, as oneself',
    params: z.object({ version: z.string() }),
    body: z.object({
      /** Of the text that was read; it must be this version's. */
      sha256: z.string(),
      /** Of the sentence that was consented to, where it was shown. */
      consentSha256: z.string().optional(),
    }),
    response: acknowledgementSchema,
    status: 201,
  }),

  declineAup: defineRoute({
    method: 'post',
    path: '/aup/versions/{version}/declines',
    summary: 'Decline to acknowledge the version in force, as oneself',
    params: z.object({ version: z.string() }),
    body: z.object({
      sha256: z.string(),
      reason: z.string().trim().min(3).max(2_000),
    }),
    response: myAcknowledgementSchema,
    status: 201,
  }),

  getMyAcknowledgement: defineRoute({
    method: 'get',
    path: '/aup/acknowledgements/mine',
    summary: 'What the policy in force asks of the caller',
    response: myAcknowledgementSchema,
  }),

  verifyAcknowledgements: defineRoute({
    method: 'get',
    path: '/aup/acknowledgements/verification',
    summary: 'Whether any acknowledgement was changed, removed or moved',
    response: acknowledgementVerificationSchema,
  }),

  getTeamAcknowledgements: defineRoute({
    method: 'get',
    path: '/aup/acknowledgements',
    summary: 'Who of a team has acknowledged the policy in force',
    query: z.object({ team: z.string() }),
    response: teamAcknowledgementsSchema,
  }),
} as const;
