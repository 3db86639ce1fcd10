import { AcknowledgementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** The circulation of one version of the policy. */
export interface CampaignRecord {
  version: string;
  major: number;
  minor: number;
  title: string;
  /** A major version asks to be acknowledged, a minor one informs. */
  asks: 'acknowledge' | 'inform';
  openedAtMs: number;
  openedBy: string;
  dueAtMs: number;
  /** Until when the major version before it still counts for keys. */
  graceUntilMs: number | undefined;
  /** Since when a newer major version asks instead. */
  closedAtMs: number | undefined;
  audience: {
    /** The groups that were named; none for every group. */
    groups: readonly string[];
    /** How many people were in it at the publication. */
    people: number;
    /** Of those people, see `audienceSha256`. */
    sha256: string;
  };
  origin: Origin;
}

/** One person in an audience. */
export interface AudienceMember {
  userRef: string;
  name: string;
  /** The group by which the person is in it. */
  groupRef: string;
}

/** One person who is asked. */
export interface RecipientRecord extends AudienceMember {
  version: string;
  addedAtMs: number;
  /** After the publication. */
  joined: boolean;
  leftAtMs: number | undefined;
  declined: { atMs: number; reason: string } | undefined;
  exempt: { untilMs: number; reason: string; grantedBy: string } | undefined;
  /** Reminders that were due so far. */
  reminded: number;
  /** Reminders that were sent. */
  reminders: number;
  escalatedAtMs: number | undefined;
  keysWarned: number;
}

/** One person who is asked, and how they stand. */
export interface Recipient extends RecipientRecord {
  state: AcknowledgementState;
  sentAtMs: number | undefined;
  seenAtMs: number | undefined;
  acknowledgedAtMs: number | undefined;
  consentSha256: string | undefined;
}
