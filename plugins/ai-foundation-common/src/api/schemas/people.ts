import { z } from 'zod';
import { acknowledgementStateSchema } from './aup';
import { costFiguresSchema } from './costs';
import { count, instant } from './primitives';

/** @public */
export const applicationSchema = z.object({
  ref: z.string(),
  title: z.string(),
  teamRef: z.string(),
});
/** @public */
export type Application = z.infer<typeof applicationSchema>;

/** @public */
export const profileSchema = z.object({
  userRef: z.string(),
  name: z.string(),
  /** The teams that the caller may request keys for. */
  teams: z.array(z.object({ ref: z.string(), title: z.string() })),
  applications: z.array(applicationSchema),
  /** The group that runs the gateway, where the caller is in it and it is no team: it can own keys of the kind validation. */
  gatewayGroup: z.object({ ref: z.string(), title: z.string() }).optional(),
  /** What the acceptable use policy asks of the caller now. */
  aup: z.object({
    currentVersion: z.string().optional(),
    state: acknowledgementStateSchema.optional(),
    acknowledgedAt: instant.optional(),
  }),
  /** Whether demo data counts here. */
  demo: z.boolean(),
  /** What clients take as their base URL, by the id of their dialect. */
  gateway: z.record(z.string(), z.url()),
});
/** @public */
export type Profile = z.infer<typeof profileSchema>;

/** @public */
export const teamSummarySchema = z.object({
  ref: z.string(),
  title: z.string(),
  /** The nearest team above, where there is one. */
  parentRef: z.string().optional(),
  members: count,
  acknowledged: count,
  activeKeys: count,
  /** Since the first day of the month, in the organisation's time zone. */
  month: costFiguresSchema,
});
/** @public */
export type TeamSummary = z.infer<typeof teamSummarySchema>;
