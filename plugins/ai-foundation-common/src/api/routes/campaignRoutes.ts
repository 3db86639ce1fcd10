import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  acknowledgementStateSchema,
  campaignDetailSchema,
  campaignExportSchema,
  campaignRecipientSchema,
  campaignSchema,
} from '../schemas';

const params = z.object({ version: z.string() });
const reason = z.string().trim().min(3).max(2_000);

/** The circulation of the policy, a campaign each version. @public */
export const campaignRoutes = {
  listCampaigns: defineRoute({
    method: 'get',
    path: '/campaigns',
    summary: 'The campaign of each version of the policy, the newest first',
    response: z.object({ items: z.array(campaignSchema) }),
  }),

  getCampaign: defineRoute({
    method: 'get',
    path: '/campaigns/{version}',
    summary: 'One campaign, with how each group stands',
    params,
    response: campaignDetailSchema,
  }),

  listCampaignRecipients: defineRoute({
    method: 'get',
    path: '/campaigns/{version}/recipients',
    summary: 'The people of a campaign, by name',
    params,
    query: z.object({
      state: z.enum([...acknowledgementStateSchema.options, 'left']).optional(),
      group: z.string().optional(),
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({
      items: z.array(campaignRecipientSchema),
      nextCursor: z.string().optional(),
    }),
  }),

  setCampaignDue: defineRoute({
    method: 'put',
    path: '/campaigns/{version}/due',
    summary: 'Set until when a version has to be acknowledged',
    params,
    body: z.object({ dueAt: z.iso.datetime(), reason }),
    response: campaignDetailSchema,
  }),

  exemptFromCampaign: defineRoute({
    method: 'post',
    path: '/campaigns/{version}/exemptions',
    summary: 'Exempt somebody else from acknowledging, until a date',
    params,
    body: z.object({
      userRef: z.string(),
      until: z.iso.datetime(),
      reason,
    }),
    response: campaignRecipientSchema,
    status: 201,
  }),

  exportCampaign: defineRoute({
    method: 'get',
    path: '/campaigns/{version}/export.json',
    summary: 'A campaign with its audience, and how each person stands',
    params,
    response: campaignExportSchema,
  }),

  exportCampaignCsv: defineRoute({
    method: 'get',
    path: '/campaigns/{version}/export.csv',
    summary: 'How each person of a campaign stands, as a table',
    params,
    response: z.string(),
    produces: 'text/csv',
  }),
} as const;
