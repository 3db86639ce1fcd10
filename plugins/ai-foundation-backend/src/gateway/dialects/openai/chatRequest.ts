import { GatewayError } from '../../GatewayError';
import { ModelRequest } from '../Dialect';

/** Parts of a message whose bytes in the body bound their tokens. */
const TEXT_PARTS = new Set(['text', 'refusal']);

const MAX_CHOICES = 128;

/**
 * Reads the body of a chat completion: all that admission needs, and nothing
 * that is the provider's to judge.
 *
 * @throws GatewayError where a field that bounds the request's cost is not valid.
 */
export function readChatRequest(
  body: unknown,
  bodyBytes: number,
): ModelRequest {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw invalid('The body must be a JSON object.');
  }
  const fields = body as Record<string, unknown>;
  if (typeof fields.model !== 'string' || fields.model === '') {
    throw invalid('Name a model: `model` must be a string.', 'model');
  }
  if (!Array.isArray(fields.messages)) {
    throw invalid('`messages` must be a list.', 'messages');
  }
  if (!isOptional(fields.stream, 'boolean')) {
    throw invalid('`stream` must be true or false.', 'stream');
  }
  return {
    model: fields.model,
    stream: fields.stream === true,
    body: fields,
    bodyBytes,
    maxOutputTokens: outputBoundOf(fields),
    choices: wholeNumber(fields, 'n', MAX_CHOICES) ?? 1,
    unboundedInput: fields.messages.some(hasUnboundedPart),
    // A predicted answer that does not come true is billed as output.
    extraOutputTokens: fields.prediction ? bodyBytes : 0,
    unpriced: unpricedPartOf(fields),
  };
}

function hasUnboundedPart(message: unknown): boolean {
  if (message === null || typeof message !== 'object') {
    return false;
  }
  const { content, audio } = message as { content?: unknown; audio?: unknown };
  return (
    Boolean(audio) ||
    (Array.isArray(content) &&
      content.some(part => !TEXT_PARTS.has(part?.type)))
  );
}

/** A fee for each search, and every class of service but the default, are priced apart. */
function unpricedPartOf(fields: Record<string, unknown>): string | undefined {
  if (fields.web_search_options) {
    return 'web search (`web_search_options`)';
  }
  const tier = fields.service_tier ?? 'default';
  return tier === 'auto' || tier === 'default'
    ? undefined
    : `the \`service_tier\` '${String(tier).slice(0, 100)}'`;
}

/** The higher one, where a request names its bound in both fields. */
function outputBoundOf(fields: Record<string, unknown>): number | undefined {
  const bounds = ['max_completion_tokens', 'max_tokens'].flatMap(
    name => wholeNumber(fields, name) ?? [],
  );
  return bounds.length > 0 ? Math.max(...bounds) : undefined;
}

function wholeNumber(
  fields: Record<string, unknown>,
  name: string,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (
    !Number.isSafeInteger(value) ||
    (value as number) < 1 ||
    (value as number) > most
  ) {
    throw invalid(
      `\`${name}\` must be a whole number from 1 to ${most}.`,
      name,
    );
  }
  return value as number;
}

function isOptional(value: unknown, type: string): boolean {
  return value === undefined || value === null || typeof value === type;
}

function invalid(message: string, param?: string): GatewayError {
  return new GatewayError({
    status: 400,
    code: 'invalid_request',
    message,
    param,
  });
}
