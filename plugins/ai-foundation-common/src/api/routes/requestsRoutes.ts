import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { instant } from '../schemas/primitives';
import {
  requestContentSchema,
  requestDetailSchema,
  requestQuerySchema,
  requestSummarySchema,
} from '../schemas';

/** What went through the gateway. @public */
export const requestsRoutes = {
  listRequests: defineRoute({
    method: 'get',
    path: '/requests',
    summary: 'What went through the gateway, the newest first',
    query: requestQuerySchema,
    response: z.object({
      items: z.array(requestSummarySchema),
      nextCursor: z.string().optional(),
      /** Where the search stopped short of a full page; `nextCursor` goes on from here. */
      searchedBackTo: instant.optional(),
    }),
  }),

  getRequest: defineRoute({
    method: 'get',
    path: '/requests/{id}',
    summary: "One request's whole story",
    params: z.object({ id: z.string() }),
    response: requestDetailSchema,
  }),

  getRequestContent: defineRoute({
    method: 'get',
    path: '/requests/{id}/content',
    summary: 'The prompt and the answer, where they were kept',
    params: z.object({ id: z.string() }),
    response: requestContentSchema,
  }),
} as const;
