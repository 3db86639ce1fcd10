import { CeilingScope } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';
import { TimeWindow } from '../../kernel/windows';

export type ScopeKind = CeilingScope['kind'];

/** A ceiling as it is now. */
export interface CostCeiling {
  id: string;
  scopeKind: ScopeKind;
  /** Empty for the organisation. */
  scopeRef: string;
  window: TimeWindow;
  /** IANA name; the window begins in it. */
  timeZone: string;
  amountPicoUsd: bigint;
  response: 'stop';
  setAtMs: number;
  setBy: string;
  reason: string;
  origin: Origin;
}

/** What has run under a ceiling in one window. */
export interface CeilingUse {
  windowKey: string;
  committedPicoUsd: bigint;
  heldPicoUsd: bigint;
}
