import { defineRoute } from '../defineRoute';
import { costQuerySchema, costReportSchema } from '../schemas';

/** What was spent. @public */
export const costsRoutes = {
  getCosts: defineRoute({
    method: 'get',
    path: '/costs',
    summary: 'What was spent, by day, team, application, model or key',
    query: costQuerySchema,
    response: costReportSchema,
  }),
} as const;
