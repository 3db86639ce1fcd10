import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { inboxItemSchema } from '../schemas';

/** What waits for the caller. @public */
export const inboxRoutes = {
  getInbox: defineRoute({
    method: 'get',
    path: '/inbox',
    summary: 'What waits for the caller to do or to decide, the oldest first',
    response: z.object({ items: z.array(inboxItemSchema) }),
  }),
} as const;
