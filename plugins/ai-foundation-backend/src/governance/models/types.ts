import { Origin } from '../../kernel/AuditTrail';
import { GovernedFields } from './governedFields';

export type ModelVerdict = 'approved' | 'suspended' | 'retired';

/** A decision about a model, bound to what was decided about. */
export interface ModelDecision {
  modelRef: string;
  decision: ModelVerdict;
  governedSha256: string;
  governed: GovernedFields;
  reason: string;
  decidedBy: string;
  decidedAtMs: number;
  origin: Origin;
}
