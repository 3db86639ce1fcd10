import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  acknowledgementSchema,
  aupDocumentSchema,
  aupVersionSchema,
  aupVersionSummarySchema,
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

  publishAupVersion: defineRoute({
    method: 'post',
    path: '/aup/versions',
    summary: 'Publish a version of the policy; it can never be changed',
    body: z.object({
      version: z
        .string()
        .regex(
          /^\d{1,4}\.\d{1,4}$/,
          'a version is major.minor, for example 1.0',
        ),
      document: aupDocumentSchema,
    }),
    response: aupVersionSchema,
    status: 201,
  }),

  acknowledgeAup: defineRoute({
    method: 'post',
    path: '/aup/versions/{version}/acknowledgements',
    summary: 'Acknowledge the version in force, as oneself',
    params: z.object({ version: z.string() }),
    body: z.object({
      /** Of the text that was read; it must be this version's. */
      sha256: z.string(),
    }),
    response: acknowledgementSchema,
    status: 201,
  }),

  getTeamAcknowledgements: defineRoute({
    method: 'get',
    path: '/aup/acknowledgements',
    summary: 'Who of a team has acknowledged the policy in force',
    query: z.object({ team: z.string() }),
    response: teamAcknowledgementsSchema,
  }),
} as const;
