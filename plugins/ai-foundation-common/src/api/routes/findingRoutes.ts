import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  findingEventSchema,
  findingReportSchema,
  findingSchema,
  findingTriageSchema,
} from '../schemas';

const ofFinding = z.object({ id: z.string() });

/** Agents and workloads that came before their stage. @public */
export const findingRoutes = {
  listFindings: defineRoute({
    method: 'get',
    path: '/findings',
    summary: 'The register of findings, the newest first',
    response: z.object({
      items: z.array(findingSchema),
      /** How many are open, or to be stopped and not stopped yet. */
      unresolved: z.number().int(),
    }),
  }),

  exportFindings: defineRoute({
    method: 'get',
    path: '/findings.csv',
    summary: 'The register of findings as a file',
    response: z.string(),
    produces: 'text/csv',
  }),

  getFindingHistory: defineRoute({
    method: 'get',
    path: '/findings/{id}/history',
    summary: 'What happened to a finding, the oldest first',
    params: ofFinding,
    response: z.object({ items: z.array(findingEventSchema) }),
  }),

  reportFinding: defineRoute({
    method: 'post',
    path: '/findings',
    summary:
      'Tell the working group of an agent or a workload, also a planned one',
    body: findingReportSchema,
    response: findingSchema,
    status: 201,
  }),

  triageFinding: defineRoute({
    method: 'post',
    path: '/findings/{id}/decisions',
    summary: 'Decide what happens with a finding',
    params: ofFinding,
    body: findingTriageSchema,
    response: findingSchema,
  }),

  reopenFinding: defineRoute({
    method: 'post',
    path: '/findings/{id}/reopening',
    summary: 'Open a finding again that was decided or resolved',
    params: ofFinding,
    body: z.object({ reason: z.string().trim().min(3).max(2_000) }),
    response: findingSchema,
  }),
} as const;
