import { z } from 'zod';
import { instant } from './primitives';

/** @public */
export const inboxKindSchema = z.enum([
  'acknowledge-policy',
  'keys-stop',
  'review-policy',
  'ratify-policy',
  'decide-model',
  'decide-exemption',
  'exemption-ends',
  'decide-key-request',
  'key-request-decided',
  'key-expires',
  'decide-ceiling-raise',
  'ceiling-alert',
  'accept-seat',
  'engage-as-sponsor',
  'answer-inventory',
  'dispose-inventory',
  'approve-initial-set',
  'classify-data-source',
  'triage-finding',
  'gateway-check-failed',
]);
/** @public */
export type InboxKind = z.infer<typeof inboxKindSchema>;

/** @public */
export const inboxItemSchema = z.object({
  /** Stable while the same thing waits. */
  id: z.string(),
  kind: inboxKindSchema,
  /** What it is about, for people: a version, a name, a key's id. */
  subject: z.string(),
  /** Where the subject is an entity, its ref. */
  subjectRef: z.string().optional(),
  /** Who asked, where somebody did. */
  requestedBy: z.string().optional(),
  since: instant,
  due: instant.optional(),
  /** Where in the portal it is done, below the plugin's root, for example `/policy`. */
  path: z.string(),
});
/** @public */
export type InboxItem = z.infer<typeof inboxItemSchema>;
