import { RuleEnforcement } from '../api/schemas';
import { gatewayControl } from './controls';
import { inspectionWords } from './inspection';

/**
 * How a rule is enforced, as the canonical text says it; pages say it in the
 * portal's language.
 *
 * @public
 */
export function enforcementWords(enforcement: RuleEnforcement): string {
  switch (enforcement.kind) {
    case 'automated':
      return `enforced by the gateway: ${automatedWords(enforcement)}`;
    case 'manual':
      return `checked by ${enforcement.ownerRef}`;
    default:
      return `enforced from ${enforcement.by}; until then ${enforcement.acceptedBy} accepts this risk: ${enforcement.acceptedRisk}`;
  }
}

function automatedWords({
  control,
  inspection,
}: Extract<RuleEnforcement, { kind: 'automated' }>): string {
  const title = gatewayControl(control)?.title ?? control;
  return inspection ? inspectionWords(title, inspection) : title;
}
