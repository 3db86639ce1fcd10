import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  classificationRuleSchema,
  coverageSchema,
  dataSourceSchema,
  evaluationSchema,
  initialSetSchema,
} from '../schemas';

const reason = z.string().trim().min(3).max(2_000);
const name = z.string().trim().min(1).max(255);

/** The scheme of the data tiers, data sources and their classification. @public */
export const tierRoutes = {
  getTierScheme: defineRoute({
    method: 'get',
    path: '/tiers/scheme',
    summary: 'Whether the tiers make a scheme: what holds and what does not',
    response: evaluationSchema,
  }),

  listDataSources: defineRoute({
    method: 'get',
    path: '/data-sources',
    summary:
      'Every data source with its classification, the unclassified first',
    response: z.object({
      coverage: coverageSchema,
      items: z.array(dataSourceSchema),
    }),
  }),

  confirmClassification: defineRoute({
    method: 'post',
    path: '/data-sources/{namespace}/{name}/classifications',
    summary: 'Confirm the tier that the annotation of a data source names',
    params: z.object({ namespace: z.string(), name: z.string() }),
    body: z.object({
      /** The tier that was looked at. */
      tier: name,
      reason,
    }),
    response: dataSourceSchema,
    status: 201,
  }),

  listClassificationRules: defineRoute({
    method: 'get',
    path: '/classification-rules',
    summary: 'The rules that confirm classifications, the newest first',
    response: z.object({ items: z.array(classificationRuleSchema) }),
  }),

  proposeClassificationRule: defineRoute({
    method: 'post',
    path: '/classification-rules',
    summary: 'Propose a rule that somebody else reviews',
    body: z.object({
      selector: z
        .object({
          type: name.optional(),
          owner: name.optional(),
          tag: name.optional(),
        })
        .refine(
          selector => Object.values(selector).some(Boolean),
          'Name a type, an owner or a tag; a rule for everything classifies nothing',
        ),
      tier: name,
      reason,
    }),
    response: classificationRuleSchema,
    status: 201,
  }),

  decideClassificationRule: defineRoute({
    method: 'post',
    path: '/classification-rules/{id}/decisions',
    summary: 'Review a rule that somebody else proposed, or withdraw one',
    params: z.object({ id: z.string() }),
    body: z.object({ decision: z.enum(['reviewed', 'withdrawn']), reason }),
    response: classificationRuleSchema,
    status: 201,
  }),

  getInitialSet: defineRoute({
    method: 'get',
    path: '/initial-set',
    summary:
      'The initial set of data sources, and what is proposed as the next',
    response: z.object({
      evaluation: evaluationSchema,
      /** Frozen: it never changes, only another takes its place. */
      approved: initialSetSchema.optional(),
      proposed: initialSetSchema.optional(),
      /** Whether the caller can approve what is proposed. */
      mayApprove: z.boolean(),
    }),
  }),

  proposeInitialSet: defineRoute({
    method: 'post',
    path: '/initial-set/proposals',
    summary: 'Propose an initial set; it takes the place of an open proposal',
    body: z.object({
      name: z.string().trim().min(3).max(200),
      sources: z.array(name).min(1).max(1_000),
      reason,
    }),
    response: initialSetSchema,
    status: 201,
  }),

  approveInitialSet: defineRoute({
    method: 'post',
    path: '/initial-set/proposals/{id}/approval',
    summary: 'Approve and freeze a proposed initial set',
    params: z.object({ id: z.string() }),
    body: z.object({
      /** Of the set that was looked at. */
      sha256: z.string(),
      reason,
    }),
    response: initialSetSchema,
    status: 201,
  }),
} as const;
