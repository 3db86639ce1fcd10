import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { profileSchema, teamSummarySchema } from '../schemas';

/** Who the caller is, and the teams that they may see. @public */
export const peopleRoutes = {
  getProfile: defineRoute({
    method: 'get',
    path: '/me',
    summary: 'Who the caller is, and what is due',
    response: profileSchema,
  }),

  listTeams: defineRoute({
    method: 'get',
    path: '/teams',
    summary: 'The teams that the caller may see, with their month so far',
    response: z.object({ items: z.array(teamSummarySchema) }),
  }),

  getTeam: defineRoute({
    method: 'get',
    path: '/teams/{namespace}/{name}',
    summary: 'One team, or a group with the sums of the teams below it',
    params: z.object({ namespace: z.string(), name: z.string() }),
    response: teamSummarySchema,
  }),
} as const;
