import {
  CeilingScope,
  CeilingThreshold,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';
import { TimeWindow } from '../../kernel/windows';

/** `drill` is the sandbox of one drill, which no list shows. */
export type ScopeKind = CeilingScope['kind'] | 'drill';

/**
 * The dialect of a drill's rows. No client can ask for it, so that nothing but
 * a drill can be left out of ceilings and costs by it.
 */
export const DRILL_DIALECT = 'drill';

/** A ceiling as it is now. */
export interface CostCeiling {
  id: string;
  scopeKind: ScopeKind;
  /** Empty for the organisation. */
  scopeRef: string;
  window: TimeWindow;
  /** IANA name; the window begins in it. */
  timeZone: string;
  /** Without a raise. */
  amountPicoUsd: bigint;
  /** The lowest first. */
  thresholds: CeilingThreshold[];
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

/** A higher amount for a time. */
export interface CeilingRaise {
  id: string;
  ceilingId: string;
  /** When it was asked for. */
  beforePicoUsd: bigint;
  /** In force while it runs. */
  amountPicoUsd: bigint;
  untilMs: number;
  reason: string;
  requestedBy: string;
  requestedAtMs: number;
  decision: 'approved' | 'refused' | undefined;
  decidedBy: string | undefined;
  decidedAtMs: number | undefined;
  decisionReason: string | undefined;
  /** Where the ceiling was set or removed before the raise was over. */
  endedAtMs: number | undefined;
  origin: Origin;
}

/** A threshold that is reached, as whoever notices it writes it down. */
export interface ReachedThreshold {
  ceilingId: string;
  scopeKind: ScopeKind;
  scopeRef: string;
  windowKey: string;
  threshold: CeilingThreshold;
  /** In force. */
  amountPicoUsd: bigint;
  committedPicoUsd: bigint;
  heldPicoUsd: bigint;
  atMs: number;
  noticedBy: 'evaluation' | 'refusal';
}

/** One row of the thresholds that were reached. */
export interface CeilingEvent extends ReachedThreshold {
  id: string;
  alertedAtMs: number | undefined;
  /** Why somebody could not be told. */
  unhealthy: string | undefined;
  acknowledgedBy: string | undefined;
  acknowledgedAtMs: number | undefined;
}
