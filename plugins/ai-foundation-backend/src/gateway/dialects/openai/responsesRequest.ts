import { isObject, JsonObject, listOf } from '../json';
import {
  ModelRequest,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { fieldsOf, flag, invalid, wholeNumber } from '../requestFields';
import { unpricedPartOf } from './unpricedPart';

/** Items of the input whose bytes in the body bound their tokens. */
const TEXT_ITEMS = new Set<unknown>([
  undefined,
  'message',
  'reasoning',
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
]);
const TEXT_PARTS = new Set<unknown>(['input_text', 'output_text', 'refusal']);

/**
 * Reads the body of a response: all that admission needs, and nothing that is
 * the provider's to judge.
 *
 * @throws GatewayError where a field that bounds the request's cost is not
 *   valid, and where the work would go on after the answer.
 */
export function readResponsesRequest(
  body: unknown,
  bodyBytes: number,
  target: RequestTarget,
): ModelRequest {
  const fields = fieldsOf(body, target);
  if (flag(fields, 'background')) {
    throw invalid(
      '`background` is not served: its work goes on after the answer, where the gateway cannot follow its cost. Leave it out.',
      'background',
    );
  }
  return {
    model: fields.model,
    stream: flag(fields, 'stream'),
    body: fields,
    bodyBytes,
    maxOutputTokens: wholeNumber(fields, 'max_output_tokens'),
    choices: 1,
    unboundedInput:
      bringsMore(fields) || listOf(fields.input).some(isUnbounded),
    extraInputTokens: 0,
    extraOutputTokens: 0,
    // A stored prompt may bring tools that cost a fee.
    unpriced: fields.prompt
      ? 'stored prompts (`prompt`)'
      : unpricedPartOf(fields),
  };
}

/** What the provider keeps is read again as input. */
function bringsMore(fields: JsonObject): boolean {
  return ['previous_response_id', 'conversation', 'prompt'].some(
    name => fields[name] !== undefined && fields[name] !== null,
  );
}

function isUnbounded(item: unknown): boolean {
  if (!isObject(item)) {
    return false;
  }
  return (
    !TEXT_ITEMS.has(item.type) ||
    [...listOf(item.content), ...listOf(item.output)].some(
      part => isObject(part) && !TEXT_PARTS.has(part.type),
    )
  );
}
