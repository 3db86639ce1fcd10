import { z } from 'zod';
import { count, instant, listOf, sha256 } from './primitives';

const seq = z.number().int().positive();

/** One governance act, as it was recorded. @public */
export const auditEntrySchema = z.object({
  /** Its place in the trail; numbers may be left out, and never go back. */
  seq,
  at: instant,
  /** Who acted. */
  actorRef: z.string(),
  /** For example `aup.publish`. */
  action: z.string(),
  /** What was acted upon, for example `aup:1.0` or an entity ref. */
  subject: z.string(),
  /** `demo` where the seed of a demo portal acted. */
  origin: z.enum(['user', 'demo']),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  /** Why, where the act asks for a reason. */
  reason: z.string().optional(),
  /** Whatever else was recorded. */
  details: z.record(z.string(), z.unknown()),
  previousHash: sha256,
  /** SHA-256 over the hash before and what was recorded. */
  hash: sha256,
});
/** @public */
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** @public */
export const auditFilterSchema = z.object({
  actor: listOf.optional().describe('Refs of those who acted'),
  action: z
    .string()
    .max(64)
    .optional()
    .describe('What an action begins with: `aup.publish`, or `aup.`'),
  subject: listOf.optional().describe('What was acted upon, word for word'),
  text: z
    .string()
    .max(200)
    .optional()
    .describe('Words in the subject or in what was recorded'),
  origin: z.enum(['user', 'demo']).optional(),
  from: instant.optional().describe('Not before this instant'),
  to: instant.optional().describe('Before this instant'),
});

/** @public */
export const auditQuerySchema = auditFilterSchema.extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe('Entries on a page'),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the `nextCursor` of an earlier page')
    .optional()
    .describe('`nextCursor` of the page before'),
});
/** @public */
export type AuditQuery = z.input<typeof auditQuerySchema>;

/** The end of the trail. Kept elsewhere, it anchors everything before it. @public */
export const auditHeadSchema = z.object({ seq, hash: sha256 });

/** A part of the trail that anybody can verify without this portal. @public */
export const auditExportSchema = z.object({
  chain: z.literal('audit'),
  /** When it was exported. */
  at: instant,
  /** The end of the whole trail at that time. */
  head: auditHeadSchema.optional(),
  entries: z.array(
    z.object({
      seq,
      /** What the hash covers, besides the hash before; `details` is JSON text. */
      content: z.object({
        action: z.string(),
        actor_ref: z.string(),
        at_ms: z.number().int(),
        details: z.string(),
        origin: z.string(),
        subject: z.string(),
      }),
      previousHash: sha256,
      /** SHA-256 of `previousHash`, followed by `content` as JSON with its keys in order. */
      hash: sha256,
    }),
  ),
  /** Where there is more: `after` of the next part. */
  nextAfter: seq.optional(),
});
/** @public */
export type AuditExport = z.infer<typeof auditExportSchema>;

/** What following a chain of records from its start found. @public */
export const chainVerdictSchema = z.object({
  chain: z.enum(['audit', 'acknowledgements']),
  entries: count,
  /** Number of the first entry that does not follow from those before it. */
  brokenAt: seq.optional(),
  /** Whether nothing was changed, taken out, put in between or cut off at the end. */
  complete: z.boolean(),
});
/** @public */
export type ChainVerdict = z.infer<typeof chainVerdictSchema>;

/** @public */
export const auditVerificationSchema = z.object({
  checkedAt: instant,
  /** Whether every chain is. */
  complete: z.boolean(),
  chains: z.array(chainVerdictSchema),
  head: auditHeadSchema.optional(),
});
/** @public */
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

/** How work that runs by itself stands. @public */
export const jobSchema = z.object({
  id: z.string(),
  intervalMs: z.number().int().positive(),
  startedAt: instant.optional(),
  /** The newest success. */
  succeededAt: instant.optional(),
  /** What the newest success did, in words. */
  result: z.string().optional(),
  /** Of the newest run, where it failed. */
  error: z.string().optional(),
  /** Whether no success is younger than two intervals. */
  overdue: z.boolean(),
});
/** @public */
export type Job = z.infer<typeof jobSchema>;
