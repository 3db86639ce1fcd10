import { BasicPermission } from '@backstage/plugin-permission-common';
import { InboxKind } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Caller } from './TeamAccess';

/** Something that waits for a person. */
export interface WaitingItem {
  /** Stable while the same thing waits. */
  id: string;
  kind: InboxKind;
  /** What it is about, for people: a version, a name, a key's id. */
  subject: string;
  subjectRef?: string;
  requestedBy?: string;
  sinceMs: number;
  dueMs?: number;
  /** Below the plugin's root in the portal, for example `/policy`. */
  path: string;
}

/** Who looks into their inbox. */
export interface InboxReader {
  caller: Caller;
  /** Whether the permission policy lets them. */
  may(permission: BasicPermission): Promise<boolean>;
}

/** A capability that has people do or decide something. */
export interface InboxSource {
  waitingFor(reader: InboxReader): Promise<WaitingItem[]>;
}
