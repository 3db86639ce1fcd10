import {
  KeyCheck,
  KeyKind,
  KeyUseLimits,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** The earlier secret of a key that was rotated. */
export interface Rotation {
  rotatedAtMs: number;
  rotatedBy: string;
  /** Hex. */
  previousSecretSha256: string;
  previousValidUntilMs: number;
  /** Newest use of each since then. */
  currentLastUsedAtMs: number | undefined;
  previousLastUsedAtMs: number | undefined;
}

/** Somebody stopped a key for now. */
export interface Suspension {
  atMs: number;
  by: string;
  reason: string;
}

/** An issued key; its secret is not here, and nowhere. */
export interface IssuedKey {
  /** The public id. */
  id: string;
  /** Hex. */
  secretSha256: string;
  kind: KeyKind;
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
  /** Who let it be issued: policy by itself, or a person. */
  issuance: 'automatic' | 'approved';
  approvedBy: string | undefined;
  requestedAtMs: number;
  /** Of its own, a month, as it was issued. */
  ceilingPicoUsd: bigint | undefined;
  /** Of its own; for the others, those of every key hold. */
  limits: KeyUseLimits;
  suspension: Suspension | undefined;
  /** The newest. */
  rotation: Rotation | undefined;
  /** The smallest notice before its end that was sent, in days. */
  noticedDays: number | undefined;
  origin: Origin;
}

export type KeyControl = KeyCheck['checks'][number]['control'];

/** What one control says to a key request. */
export interface KeyControlVerdict {
  control: KeyControl;
  /**
   * `approval`: beyond what policy issues by itself; `failed`: the request is
   * wrong; `forbidden`: it is the caller who may not.
   */
  outcome: 'passed' | 'approval' | 'failed' | 'forbidden';
  reason: string;
}
