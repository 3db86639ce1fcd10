import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** A published version of the policy; nothing about it ever changes. */
export interface PublishedAup {
  /** `major.minor` */
  version: string;
  major: number;
  minor: number;
  title: string;
  document: AupDocument;
  /** The canonical text, Markdown. */
  text: string;
  /** Of the canonical text, UTF-8. */
  sha256: string;
  publishedAtMs: number;
  publishedBy: string;
  origin: Origin;
}

/** One person's acknowledgement of one version. */
export interface AupAcknowledgement {
  version: string;
  sha256: string;
  userRef: string;
  /** As it was at the time. */
  userName: string;
  acknowledgedAtMs: number;
}
