import { z } from 'zod';
import { count, listOf, picoUsd, tokens } from './primitives';

/** @public */
export const costFiguresSchema = z.object({
  requests: count,
  /** Of `requests`, those that were refused or failed. */
  failedRequests: count,
  inputTokens: tokens,
  cachedInputTokens: tokens,
  outputTokens: tokens,
  costPicoUsd: picoUsd,
  /** Of `costPicoUsd`, what the provider did not report itself. */
  estimatedCostPicoUsd: picoUsd,
});
/** @public */
export type CostFigures = z.infer<typeof costFiguresSchema>;

/** @public */
export const costGroupingSchema = z.enum([
  'day',
  'team',
  'application',
  'model',
  'key',
]);
/** @public */
export type CostGrouping = z.infer<typeof costGroupingSchema>;

/** @public */
export const costQuerySchema = z.object({
  from: z.iso
    .date()
    .optional()
    .describe(
      "First day, in the organisation's time zone; 29 days before `to` by default",
    ),
  to: z.iso.date().optional().describe('Last day, included; today by default'),
  groupBy: z
    .union([costGroupingSchema, z.array(costGroupingSchema).max(2)])
    .default('day')
    .describe('What to tell apart, at most two'),
  team: listOf
    .optional()
    .describe('Refs of groups; a group means every team below it too'),
  application: listOf.optional().describe('Refs of components'),
  model: listOf.optional().describe('Refs of models'),
});
/** @public */
export type CostQuery = z.input<typeof costQuerySchema>;

/** @public */
export const costReportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string(),
  currency: z.literal('USD'),
  total: costFiguresSchema,
  rows: z.array(
    costFiguresSchema.extend({
      day: z.iso.date().optional(),
      teamRef: z.string().optional(),
      /** Empty for requests with a team's own key. */
      applicationRef: z.string().optional(),
      modelRef: z.string().optional(),
      keyId: z.string().optional(),
    }),
  ),
});
/** @public */
export type CostReport = z.infer<typeof costReportSchema>;
