import {
  FindingDecision,
  FindingEvent,
  FindingKind,
  FindingSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** Something that the first stage does not cover and somebody has begun or plans. */
export interface RecordedFinding {
  id: string;
  /** The same for the same thing, however often it is found. */
  fingerprint: string;
  kind: FindingKind;
  source: FindingSource;
  subjectRef: string | undefined;
  title: string;
  detail: string;
  reportedBy: string | undefined;
  foundAtMs: number;
  seenAtMs: number;
  state: 'open' | 'triaged' | 'resolved';
  decision: FindingDecision | undefined;
  reason: string | undefined;
  ownerRef: string | undefined;
  dueAtMs: number | undefined;
  decidedBy: string | undefined;
  decidedAtMs: number | undefined;
  origin: Origin;
}

/** What was seen, before it is known whether it is new. */
export interface Sighting {
  kind: FindingKind;
  source: FindingSource;
  subjectRef: string | undefined;
  title: string;
  detail: string;
  /** Absent where the portal found it by itself. */
  reportedBy: string | undefined;
  origin?: Origin;
}

export interface RecordedFindingEvent {
  atMs: number;
  actorRef: string | undefined;
  event: FindingEvent['event'];
  decision?: FindingDecision;
  reason?: string;
}

/** What a person decides about a finding. */
export interface Triage {
  decision: FindingDecision;
  reason: string;
  owner?: string;
  /** ISO date. */
  due?: string;
}
