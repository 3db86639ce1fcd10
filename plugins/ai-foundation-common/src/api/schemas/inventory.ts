import { z } from 'zod';
import { count, instant, sha256 } from './primitives';
import { requirementStateSchema } from './requirementState';

/** @public */
export const inventorySourceSchema = z.enum([
  'survey',
  'self-report',
  'catalog',
  'code-scan',
  'invoice',
  'dns',
]);
/** How a use became known. @public */
export type InventorySource = z.infer<typeof inventorySourceSchema>;

/** @public */
export const dispositionSchema = z.enum([
  'unknown',
  'migrate',
  'stop',
  'accept',
]);
/** What happens with a use. @public */
export type Disposition = z.infer<typeof dispositionSchema>;

/** @public */
export const reportedUsageSchema = z.object({
  /** The tool, model or provider, as people call it. */
  tool: z.string().trim().min(2).max(200),
  provider: z.string().trim().max(200).optional(),
  purpose: z.string().trim().min(3).max(2_000),
  /** Name of the tier of the most sensitive data; missing where unknown. */
  tier: z.string().optional(),
  /** Refs of the data sources that it uses, or their names alone. */
  dataSources: z.array(z.string()).max(50).default([]),
  /** Whether somebody entitled had agreed to it. */
  sanctioned: z.boolean().default(false),
  since: z.iso.date().optional(),
  /** Ref of the person who answers for it, or their name alone. */
  owner: z.string().optional(),
  notes: z.string().trim().max(5_000).optional(),
});
/** A use of generative AI, as somebody tells it. @public */
export type ReportedUsage = z.infer<typeof reportedUsageSchema>;

/** @public */
export const inventoryItemSchema = z.object({
  id: z.string(),
  /** Missing where nobody knows yet. */
  teamRef: z.string().optional(),
  tool: z.string(),
  provider: z.string().optional(),
  purpose: z.string().optional(),
  tier: z.string().optional(),
  dataSourceRefs: z.array(z.string()),
  sanctioned: z.boolean(),
  since: z.string().optional(),
  ownerRef: z.string().optional(),
  notes: z.string().optional(),
  source: inventorySourceSchema,
  /** What showed it: a component, lines of a file. */
  evidence: z.string().optional(),
  reportedAt: instant,
  /** Only for those who may see the name. */
  reportedBy: z.string().optional(),
  isNameHidden: z.boolean(),
  disposition: dispositionSchema,
  /** Until when it is accepted. */
  until: instant.optional(),
  dispositionReason: z.string().optional(),
  disposedBy: z.string().optional(),
  disposedAt: instant.optional(),
  /** Nobody has decided, or it was accepted until a day that has passed. */
  isUndecided: z.boolean(),
});
/** A use of generative AI. @public */
export type InventoryItem = z.infer<typeof inventoryItemSchema>;

/** @public */
export const inventoryAnswerSchema = z.object({
  id: z.string(),
  teamRef: z.string(),
  answer: z.enum(['none', 'usage']),
  /** How many uses it named. */
  uses: count,
  note: z.string().optional(),
  answeredBy: z.string(),
  answeredByName: z.string(),
  answeredAt: instant,
});
/** What a team answered; a newer answer takes the place of it. @public */
export type InventoryAnswer = z.infer<typeof inventoryAnswerSchema>;

/** @public */
export const inventoryTeamSchema = z.object({
  teamRef: z.string(),
  title: z.string(),
  leadRef: z.string().optional(),
  answer: inventoryAnswerSchema.optional(),
  /** Whether the caller can answer for it. */
  isMine: z.boolean(),
});
/** A team with its newest answer. @public */
export type InventoryTeam = z.infer<typeof inventoryTeamSchema>;

/** @public */
export const discoveryRunSchema = z.object({
  id: z.string(),
  source: inventorySourceSchema,
  fileName: z.string().optional(),
  /** Of the file's bytes. */
  sha256: sha256.optional(),
  ranAt: instant,
  ranBy: z.string(),
  /** Components or lines looked at. */
  scanned: count,
  found: count,
  /** How many of them were not known before. */
  added: count,
});
/** One look for uses that nobody had reported. @public */
export type DiscoveryRun = z.infer<typeof discoveryRunSchema>;

/** @public */
export const inventoryDeclarationSchema = z.object({
  id: z.string(),
  /** What the declaration covers, and what it does not. */
  statement: z.string(),
  /** Of the snapshot that was declared complete. */
  sha256,
  declaredBy: z.string(),
  declaredAt: instant,
  /** Whether the inventory has changed since. */
  isOutdated: z.boolean(),
});
/** @public */
export type InventoryDeclaration = z.infer<typeof inventoryDeclarationSchema>;

/** @public */
export const inventorySchema = z.object({
  state: requirementStateSchema,
  /** Teams that the caller may see. */
  teams: z.array(inventoryTeamSchema),
  /** Uses that the caller may see, the newest first. */
  items: z.array(inventoryItemSchema),
  /** The newest first. */
  runs: z.array(discoveryRunSchema),
  declaration: inventoryDeclarationSchema.optional(),
  /** Of the whole inventory as it is now. */
  snapshotSha256: sha256,
  /** Why it cannot be declared complete, in words. */
  obstacles: z.array(z.string()),
});
/** What generative AI is used today, as far as known. @public */
export type Inventory = z.infer<typeof inventorySchema>;

/** @public */
export const usageFileSchema = z.object({
  source: z.enum(['invoice', 'dns']),
  fileName: z.string().trim().min(1).max(200),
  /** CSV with a header line. */
  content: z.string().min(1).max(500_000),
});
/** A file that shows uses. @public */
export type UsageFile = z.infer<typeof usageFileSchema>;

/** @public */
export const usageFilePreviewSchema = z.object({
  sha256,
  /** Lines of data. */
  lines: count,
  /** What would be in the inventory after an import. */
  found: z.array(
    z.object({
      tool: z.string(),
      provider: z.string().optional(),
      teamRef: z.string().optional(),
      evidence: z.string(),
      isKnown: z.boolean(),
    }),
  ),
  /** Lines that name nothing known as generative AI. */
  skipped: z.array(z.object({ line: count, text: z.string() })),
  /** Lines that have to be put right first. */
  problems: z.array(z.object({ line: count, message: z.string() })),
});
/** What an import would do. @public */
export type UsageFilePreview = z.infer<typeof usageFilePreviewSchema>;
