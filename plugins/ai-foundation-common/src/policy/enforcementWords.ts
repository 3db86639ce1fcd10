import { RuleEnforcement } from '../api/schemas';
import { gatewayControl } from './controls';

/**
 * How a rule is enforced, as the canonical text says it; pages say it in the
 * portal's language.
 *
 * @public
 */
export function enforcementWords(enforcement: RuleEnforcement): string {
  switch (enforcement.kind) {
    case 'automated':
      return `enforced by the gateway: ${
        gatewayControl(enforcement.control)?.title ?? enforcement.control
      }`;
    case 'manual':
      return `checked by ${enforcement.ownerRef}`;
    default:
      return `enforced from ${enforcement.by}; until then ${enforcement.acceptedBy} accepts this risk: ${enforcement.acceptedRisk}`;
  }
}
