import {
  ExemptedData,
  ExemptionSeat,
  ExemptionState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** What one seat said to an exemption. */
export interface Consent {
  seat: ExemptionSeat;
  decision: 'approved' | 'refused';
  decidedBy: string;
  decidedAtMs: number;
  reason: string;
}

/** How an exemption came to an end that the clock did not bring. */
export interface ExemptionEnd {
  as: 'refused' | 'revoked' | 'withdrawn';
  by: string;
  atMs: number;
  reason: string;
}

/** An exemption from rules of the policy. */
export interface PolicyExemption {
  id: string;
  aupVersion: string;
  rules: ReadonlyArray<{ id: string; statement: string }>;
  teamRef: string;
  applicationRef: string | undefined;
  keyId: string | undefined;
  data: ExemptedData | undefined;
  justification: string;
  riskAssessment: string;
  compensatingControl: string;
  revocationCondition: string;
  requestedBy: string;
  requestedAtMs: number;
  endsAtMs: number;
  /** When both seats had consented. */
  approvedAtMs: number | undefined;
  ended: ExemptionEnd | undefined;
  consents: readonly Consent[];
  origin: Origin;
}

/** Its state at an instant: nothing has to run for an exemption to expire. */
export function exemptionState(
  exemption: Pick<PolicyExemption, 'ended' | 'approvedAtMs' | 'endsAtMs'>,
  nowMs: number,
): ExemptionState {
  if (exemption.ended) {
    return exemption.ended.as;
  }
  if (exemption.endsAtMs <= nowMs) {
    return 'expired';
  }
  return exemption.approvedAtMs === undefined ? 'requested' : 'approved';
}
