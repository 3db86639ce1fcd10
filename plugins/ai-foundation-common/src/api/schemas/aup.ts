import { z } from 'zod';
import { count, instant, sha256 } from './primitives';

/** The sections that every acceptable use policy has. @public */
export const AUP_SECTION_IDS = [
  'permitted-uses',
  'prohibited-uses',
  'data-handling',
  'intellectual-property',
  'human-oversight',
] as const;

/** @public */
export const aupDocumentSchema = z.object({
  title: z.string().trim().min(3).max(200),
  /** Markdown before the sections: whom the policy is for, and why. */
  introduction: z.string().trim().min(20).max(20_000),
  /** What keys may be for; a key request chooses one of them. */
  purposes: z
    .array(
      z.object({
        id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
        title: z.string().trim().min(3).max(100),
        description: z.string().trim().min(3).max(1_000),
      }),
    )
    .min(1)
    .max(50),
  sections: z
    .array(
      z.object({
        id: z.enum(AUP_SECTION_IDS),
        title: z.string().trim().min(3).max(200),
        /** Markdown between the heading and the rules. */
        text: z.string().trim().max(20_000),
        rules: z
          .array(
            z.object({
              /** Stable within the policy, for example `D2`. */
              id: z.string().regex(/^[A-Z]{1,3}\d{1,3}$/),
              statement: z.string().trim().min(10).max(2_000),
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .length(AUP_SECTION_IDS.length),
});
/** @public */
export type AupDocument = z.infer<typeof aupDocumentSchema>;

/** @public */
export const aupVersionSummarySchema = z.object({
  /** `major.minor` */
  version: z.string().regex(/^\d{1,4}\.\d{1,4}$/),
  title: z.string(),
  /** Of the canonical text, UTF-8. */
  sha256,
  publishedAt: instant,
  publishedBy: z.string(),
});
/** @public */
export type AupVersionSummary = z.infer<typeof aupVersionSummarySchema>;

/** @public */
export const aupVersionSchema = aupVersionSummarySchema.extend({
  document: aupDocumentSchema,
  /** The canonical text, Markdown. */
  text: z.string(),
  /** The caller's own acknowledgement of this version, where there is one. */
  acknowledgedAt: instant.optional(),
});
/** @public */
export type AupVersion = z.infer<typeof aupVersionSchema>;

/** @public */
export const acknowledgementSchema = z.object({
  version: z.string(),
  sha256,
  userRef: z.string(),
  /** As it was at the time. */
  userName: z.string(),
  acknowledgedAt: instant,
});

/** @public */
export const acknowledgementStateSchema = z.enum([
  /** has acknowledged the current version */
  'acknowledged',
  /** has acknowledged an older version only */
  'outdated',
  /** has acknowledged nothing yet */
  'pending',
]);
/** @public */
export type AcknowledgementState = z.infer<typeof acknowledgementStateSchema>;

/** @public */
export const teamAcknowledgementsSchema = z.object({
  teamRef: z.string(),
  version: z.string().optional(),
  acknowledged: count,
  members: z.array(
    z.object({
      userRef: z.string(),
      name: z.string(),
      state: acknowledgementStateSchema,
      version: z.string().optional(),
      acknowledgedAt: instant.optional(),
    }),
  ),
});
/** @public */
export type TeamAcknowledgements = z.infer<typeof teamAcknowledgementsSchema>;
