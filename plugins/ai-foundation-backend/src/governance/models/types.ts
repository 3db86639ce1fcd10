import { ModelVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';
import { GovernedFields } from './governedFields';

/** A decision about a model, bound to what was decided about. */
export interface ModelDecision {
  /** Grows with each decision. */
  id: string;
  modelRef: string;
  decision: ModelVerdict;
  governedSha256: string;
  governed: GovernedFields;
  reason: string;
  decidedBy: string;
  /** Later than that of every earlier decision about the model. */
  decidedAtMs: number;
  origin: Origin;
}
