import {
  NO_USAGE,
  TokenUsage,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  countOf,
  isCount,
  isObject,
  JsonObject,
  listOf,
  objectOf,
} from '../json';

/**
 * Normalises `usage` of Messages, whose `input_tokens` leaves out what was read
 * from a cache or written to one.
 *
 * Where the provider tells each iteration, these are summed: the totals leave
 * some of them out.
 *
 * @returns `undefined` where there is no usage in it.
 */
export function readMessagesUsage(raw: unknown): TokenUsage | undefined {
  if (!isObject(raw)) {
    return undefined;
  }
  const iterations = listOf(raw.iterations).filter(isObject);
  if (iterations.length > 0) {
    return iterations.map(usageOf).reduce(sum);
  }
  return isCount(raw.input_tokens) ? usageOf(raw) : undefined;
}

function usageOf(raw: JsonObject): TokenUsage {
  const cachedInput = countOf(raw.cache_read_input_tokens);
  const cacheWrite = countOf(raw.cache_creation_input_tokens);
  return {
    ...NO_USAGE,
    input: countOf(raw.input_tokens) + cachedInput + cacheWrite,
    cachedInput,
    cacheWrite,
    cacheWrite1h: countOf(
      objectOf(raw.cache_creation).ephemeral_1h_input_tokens,
    ),
    output: countOf(raw.output_tokens),
    reasoning: countOf(objectOf(raw.output_tokens_details).thinking_tokens),
  };
}

function sum(a: TokenUsage, b: TokenUsage): TokenUsage {
  return Object.fromEntries(
    Object.entries(a).map(([part, tokens]) => [
      part,
      tokens + b[part as keyof TokenUsage],
    ]),
  ) as unknown as TokenUsage;
}
