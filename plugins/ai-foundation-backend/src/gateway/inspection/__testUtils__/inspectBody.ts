import { mockServices } from '@backstage/backend-test-utils';
import { ModelRequest } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { InspectionConfig } from '../../../kernel/config/inspectionConfig';
import { ExternalInspectors } from '../ExternalInspectors';
import { InspectionRule } from '../InspectionRule';
import { Inspected, PromptInspector } from '../PromptInspector';

export function requestOf(body: Record<string, unknown>): ModelRequest {
  return {
    model: 'gpt-4o',
    stream: false,
    body,
    bodyBytes: Buffer.byteLength(JSON.stringify(body)),
    maxOutputTokens: undefined,
    choices: 1,
    unboundedInput: false,
    extraInputTokens: 0,
    extraOutputTokens: 0,
    unpriced: undefined,
  };
}

/** What an inspection under some rules makes of a body. */
export async function inspectBody(
  body: Record<string, unknown>,
  rules: readonly InspectionRule[],
  options: {
    config?: Partial<InspectionConfig>;
    external?: ExternalInspectors;
    logger?: ReturnType<typeof mockServices.logger.mock>;
  } = {},
): Promise<Inspected> {
  const prompts = new PromptInspector({
    config: {
      maxTextLength: 1_000_000,
      maxWorkMs: 1_000,
      phoneCountries: [],
      ...options.config,
    },
    external: options.external ?? new ExternalInspectors(),
    clock: () => 0,
    logger: options.logger ?? mockServices.logger.mock(),
  });
  return prompts.inspect(
    {
      request: requestOf(body),
      dialect: 'openai',
      model: 'aimodel:default/gpt-4o',
      tier: 'internal',
    },
    rules,
  );
}

/** A rule about everything that a control finds. */
export function rule(
  id: string,
  control: string,
  mode: InspectionRule['terms']['mode'],
  terms: Partial<InspectionRule['terms']> = {},
): InspectionRule {
  return { id, control, terms: { mode, ...terms } };
}
