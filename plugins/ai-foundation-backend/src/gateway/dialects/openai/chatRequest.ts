import { isObject, JsonObject, listOf } from '../json';
import {
  ModelRequest,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { fieldsOf, flag, invalid, wholeNumber } from '../requestFields';
import { unpricedPartOf } from './unpricedPart';

/** Parts of a message whose bytes in the body bound their tokens. */
const TEXT_PARTS = new Set<unknown>(['text', 'refusal']);

export const MAX_CHOICES = 128;

/**
 * Reads the body of a chat completion: all that admission needs, and nothing
 * that is the provider's to judge.
 *
 * @throws GatewayError where a field that bounds the request's cost is not valid.
 */
export function readChatRequest(
  body: unknown,
  bodyBytes: number,
  target: RequestTarget,
): ModelRequest {
  const fields = fieldsOf(body, target);
  if (!Array.isArray(fields.messages)) {
    throw invalid('`messages` must be a list.', 'messages');
  }
  return {
    model: fields.model,
    stream: flag(fields, 'stream'),
    body: fields,
    bodyBytes,
    maxOutputTokens: outputBoundOf(fields),
    choices: wholeNumber(fields, 'n', MAX_CHOICES) ?? 1,
    unboundedInput: fields.messages.some(hasUnboundedPart),
    extraInputTokens: 0,
    // A predicted answer that does not come true is billed as output.
    extraOutputTokens: fields.prediction ? bodyBytes : 0,
    unpriced: unpricedPartOf(fields),
  };
}

function hasUnboundedPart(message: unknown): boolean {
  if (!isObject(message)) {
    return false;
  }
  return (
    Boolean(message.audio) ||
    listOf(message.content).some(
      part => isObject(part) && !TEXT_PARTS.has(part.type),
    )
  );
}

/** The higher one, where a request names its bound in both fields. */
function outputBoundOf(fields: JsonObject): number | undefined {
  const bounds = ['max_completion_tokens', 'max_tokens'].flatMap(
    name => wholeNumber(fields, name) ?? [],
  );
  return bounds.length > 0 ? Math.max(...bounds) : undefined;
}
