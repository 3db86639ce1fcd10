import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  discoveryRunSchema,
  inventoryAnswerSchema,
  inventoryDeclarationSchema,
  inventoryItemSchema,
  inventorySchema,
  reportedUsageSchema,
  usageFilePreviewSchema,
  usageFileSchema,
} from '../schemas';
import { sha256 } from '../schemas/primitives';

const teamParams = z.object({ namespace: z.string(), name: z.string() });

/** What generative AI is used today. @public */
export const inventoryRoutes = {
  getInventory: defineRoute({
    method: 'get',
    path: '/inventory',
    summary: 'What generative AI is used today, team by team',
    response: inventorySchema,
  }),

  answerInventory: defineRoute({
    method: 'post',
    path: '/inventory/teams/{namespace}/{name}/answers',
    summary: "Answer for one's team what it uses, or that it uses nothing",
    params: teamParams,
    body: z.discriminatedUnion('answer', [
      z.object({
        answer: z.literal('none'),
        note: z.string().trim().max(2_000).optional(),
      }),
      z.object({
        answer: z.literal('usage'),
        usage: z.array(reportedUsageSchema).min(1).max(100),
        note: z.string().trim().max(2_000).optional(),
      }),
    ]),
    response: inventoryAnswerSchema,
    status: 201,
  }),

  listInventoryAnswers: defineRoute({
    method: 'get',
    path: '/inventory/teams/{namespace}/{name}/answers',
    summary: 'Every answer of a team, the newest first',
    params: teamParams,
    response: z.object({ items: z.array(inventoryAnswerSchema) }),
  }),

  reportUsage: defineRoute({
    method: 'post',
    path: '/inventory/reports',
    summary: 'Report a use, whoever did or did not agree to it',
    body: z.object({
      ...reportedUsageSchema.shape,
      /** One of the teams of the caller. */
      team: z.string().optional(),
      /** Shows the name of the caller to nobody but those who manage the inventory. */
      hideName: z.boolean().default(false),
    }),
    response: inventoryItemSchema,
    status: 201,
  }),

  scanCatalog: defineRoute({
    method: 'post',
    path: '/inventory/runs/catalog',
    summary: 'Look through the components of the catalog for uses',
    response: discoveryRunSchema,
    status: 201,
  }),

  previewUsageFile: defineRoute({
    method: 'post',
    path: '/inventory/files/preview',
    summary: 'What an import of invoice lines or DNS names would find',
    body: usageFileSchema,
    response: usageFilePreviewSchema,
  }),

  importUsageFile: defineRoute({
    method: 'post',
    path: '/inventory/files',
    summary: 'Import invoice lines or DNS names; a wrong line stops it all',
    body: usageFileSchema,
    response: discoveryRunSchema,
    status: 201,
  }),

  disposeUsage: defineRoute({
    method: 'post',
    path: '/inventory/items/{id}/disposition',
    summary: 'Decide what happens with a use',
    params: z.object({ id: z.string() }),
    body: z.object({
      disposition: z.enum(['migrate', 'stop', 'accept']),
      /** Until when it is accepted; needed then, and only then. */
      until: z.iso.date().optional(),
      reason: z.string().trim().min(3).max(2_000),
      /** Ref of the person who answers for it, or their name alone. */
      owner: z.string().optional(),
      /** Where the use had no team yet, the team that it belongs to. */
      team: z.string().optional(),
    }),
    response: inventoryItemSchema,
    status: 201,
  }),

  declareInventory: defineRoute({
    method: 'post',
    path: '/inventory/declarations',
    summary: 'Declare the inventory complete, as it is now',
    body: z.object({
      statement: z.string().trim().min(20).max(5_000),
      /** `snapshotSha256` of the inventory that was looked at. */
      snapshotSha256: z.string(),
    }),
    response: inventoryDeclarationSchema,
    status: 201,
  }),

  exportInventoryItems: defineRoute({
    method: 'get',
    path: '/inventory/items.csv',
    summary: 'The uses that the caller may see, without names of reporters',
    response: z.string(),
    produces: 'text/csv',
  }),

  exportInventorySnapshot: defineRoute({
    method: 'get',
    path: '/inventory/snapshot.json',
    summary: 'The whole inventory as it is declared, with its hash',
    response: z.object({
      sha256,
      /** Hashed as JSON with its keys in order. */
      snapshot: z.record(z.string(), z.unknown()),
    }),
  }),
} as const;
