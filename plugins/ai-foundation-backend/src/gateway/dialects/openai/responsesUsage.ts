import {
  NO_USAGE,
  TokenUsage,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { countOf, isCount, isObject, objectOf } from '../json';

/**
 * Normalises `usage` of Responses.
 *
 * @returns `undefined` where there is no usage in it.
 */
export function readResponsesUsage(raw: unknown): TokenUsage | undefined {
  if (!isObject(raw) || !isCount(raw.input_tokens)) {
    return undefined;
  }
  const inputDetails = objectOf(raw.input_tokens_details);
  return {
    ...NO_USAGE,
    input: raw.input_tokens,
    cachedInput: countOf(inputDetails.cached_tokens),
    cacheWrite: countOf(inputDetails.cache_write_tokens),
    output: countOf(raw.output_tokens),
    reasoning: countOf(objectOf(raw.output_tokens_details).reasoning_tokens),
  };
}
