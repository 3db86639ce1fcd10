import {
  AupDocument,
  InspectionTerms,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { PolicyModel } from '../policy/PolicySnapshot';

/** A rule of the policy in force that is about what prompts hold. */
export interface InspectionRule {
  /** Within the policy, for example `D4`. */
  id: string;
  control: string;
  terms: InspectionTerms;
}

/** What decides whether such a rule holds for a request. */
export interface InspectedRequest {
  purpose: string;
  tier: string;
  model: PolicyModel;
}

export function inspectionRulesOf({ sections }: AupDocument): InspectionRule[] {
  return sections.flatMap(({ rules }) =>
    rules.flatMap(({ id, enforcement }) =>
      enforcement?.kind === 'automated' && enforcement.inspection
        ? [
            {
              id,
              control: enforcement.control,
              terms: enforcement.inspection,
            },
          ]
        : [],
    ),
  );
}

/** Those that hold for a request. */
export function applicableRules(
  rules: readonly InspectionRule[],
  { purpose, tier, model }: InspectedRequest,
): InspectionRule[] {
  return rules.filter(
    ({ terms }) =>
      (terms.models !== 'external' || model.external) &&
      (terms.tiers?.includes(tier) ?? true) &&
      (terms.purposes?.includes(purpose) ?? true),
  );
}
