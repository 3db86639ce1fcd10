import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  auditEntrySchema,
  auditExportSchema,
  auditFilterSchema,
  auditQuerySchema,
  auditVerificationSchema,
  jobSchema,
} from '../schemas';

/** The trail of governance acts, and the work that runs by itself. @public */
export const auditRoutes = {
  listAuditEntries: defineRoute({
    method: 'get',
    path: '/audit',
    summary: 'Governance acts, the newest first',
    query: auditQuerySchema,
    response: z.object({
      items: z.array(auditEntrySchema),
      nextCursor: z.string().optional(),
    }),
  }),
  verifyAudit: defineRoute({
    method: 'get',
    path: '/audit/verification',
    summary: 'Follows every chain of records from its start',
    response: auditVerificationSchema,
  }),
  exportAudit: defineRoute({
    method: 'get',
    path: '/audit/export',
    summary:
      'The trail from its start, in parts, so that anybody can verify it elsewhere',
    query: z.object({
      after: z.coerce
        .number()
        .int()
        .nonnegative()
        .default(0)
        .describe('`nextAfter` of the part before'),
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(2000)
        .default(2000)
        .describe('Entries in a part'),
    }),
    response: auditExportSchema,
  }),
  exportAuditCsv: defineRoute({
    method: 'get',
    path: '/audit/export.csv',
    summary: 'Governance acts for a spreadsheet, the newest first',
    query: auditFilterSchema,
    produces: 'text/csv',
    response: z.string(),
  }),
  getAuditEntry: defineRoute({
    method: 'get',
    path: '/audit/{seq}',
    summary: 'One governance act',
    params: z.object({ seq: z.coerce.number().int().positive() }),
    response: auditEntrySchema,
  }),
  listJobs: defineRoute({
    method: 'get',
    path: '/jobs',
    summary: 'When each scheduled job ran last, and how it went',
    response: z.object({ items: z.array(jobSchema) }),
  }),
} as const;
