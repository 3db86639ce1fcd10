import { ModelRequest } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { decide } from '../decision/decide';
import { PolicyRequest } from '../decision/PolicyRequest';
import { PolicySnapshot, PresentedKey } from '../policy/PolicySnapshot';
import { NOT_INSPECTED } from './Inspection';
import { applicableRules } from './InspectionRule';
import type { Inspected, PromptInspector } from './PromptInspector';

/**
 * Inspects a prompt where a rule of the policy asks for it. What is refused
 * whatever it holds is not looked at.
 */
export async function inspect(
  prompts: PromptInspector,
  asked: {
    question: PolicyRequest;
    request: ModelRequest;
    key: PresentedKey;
    policy: PolicySnapshot;
    nowMs: number;
  },
): Promise<Inspected> {
  const { question, request, key, policy, nowMs } = asked;
  if (policy.inspection.length === 0) {
    return { inspection: NOT_INSPECTED, request };
  }
  const { refusal, model, tier } = decide(question, key, policy, nowMs);
  const rules =
    refusal || !model
      ? []
      : applicableRules(policy.inspection, {
          purpose: key.purpose,
          tier,
          model,
        });
  if (rules.length === 0 || !model) {
    return { inspection: NOT_INSPECTED, request };
  }
  return prompts.inspect(
    { request, dialect: question.dialect, model: model.ref, tier },
    rules,
  );
}
