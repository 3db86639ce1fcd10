import { KeyCheck } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** An issued key; its secret is not here, and nowhere. */
export interface IssuedKey {
  /** The public id. */
  id: string;
  /** Hex. */
  secretSha256: string;
  /** The team or the application that it is for. */
  ownerRef: string;
  teamRef: string;
  applicationRef: string | undefined;
  purpose: string;
  modelRefs: readonly string[];
  /** Name of a data tier, in lower case. */
  tier: string;
  /** The version that its requester had acknowledged. */
  aupVersion: string;
  createdBy: string;
  createdAtMs: number;
  expiresAtMs: number;
  revokedAtMs: number | undefined;
  revokedBy: string | undefined;
  lastUsedAtMs: number | undefined;
  origin: Origin;
}

/** What one control says to a key request. */
export type KeyControlVerdict = KeyCheck['checks'][number] & {
  /** Whether it is the caller who may not, rather than the request that is wrong. */
  forbidden: boolean;
};
