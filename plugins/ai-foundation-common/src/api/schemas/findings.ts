import { z } from 'zod';
import { instant } from './primitives';

/** @public */
export const findingKindSchema = z.enum(['agent', 'premature-workload']);
/** @public */
export type FindingKind = z.infer<typeof findingKindSchema>;

/** @public */
export const findingSourceSchema = z.enum([
  'key-request',
  'catalog',
  'self-report',
  'inventory',
  'traffic',
]);
/** @public */
export type FindingSource = z.infer<typeof findingSourceSchema>;

/** @public */
export const findingDecisionSchema = z.enum([
  'stop',
  'defer',
  'false-positive',
  'resolved',
]);
/** @public */
export type FindingDecision = z.infer<typeof findingDecisionSchema>;

/** Something that Stage 1 does not cover and somebody has begun or plans. @public */
export const findingSchema = z.object({
  id: z.string(),
  kind: findingKindSchema,
  source: findingSourceSchema,
  /** A component or a team, where one is known. */
  subjectRef: z.string().optional(),
  title: z.string(),
  detail: z.string(),
  reportedBy: z.string().optional(),
  foundAt: instant,
  /** When it was last seen or reported. */
  seenAt: instant,
  /** `open` waits for a decision; `resolved` needs nothing more. */
  state: z.enum(['open', 'triaged', 'resolved']),
  decision: findingDecisionSchema.optional(),
  reason: z.string().optional(),
  /** Who sees to it, and by when. */
  ownerRef: z.string().optional(),
  dueAt: instant.optional(),
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
});
/** @public */
export type Finding = z.infer<typeof findingSchema>;

/** @public */
export const findingEventSchema = z.object({
  at: instant,
  /** Absent where the portal did it by itself. */
  actorRef: z.string().optional(),
  event: z.enum(['found', 'seen', 'triaged', 'reopened', 'resolved']),
  decision: findingDecisionSchema.optional(),
  reason: z.string().optional(),
});
/** @public */
export type FindingEvent = z.infer<typeof findingEventSchema>;

const words = z.string().trim().min(3).max(2_000);

/** @public */
export const findingReportSchema = z.object({
  kind: findingKindSchema,
  /** Entity ref of the component or team that it is about. */
  subject: z.string().trim().min(1).max(300).optional(),
  title: words.max(200),
  detail: words,
});

/** @public */
export const findingTriageSchema = z.object({
  decision: findingDecisionSchema,
  reason: words,
  /** Entity ref of the person who sees to it; needed to stop or defer. */
  owner: z.string().trim().min(1).max(300).optional(),
  /** ISO date by when; needed to stop or defer. */
  due: z.iso.date().optional(),
});
