import {
  NO_USAGE,
  TokenUsage,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { countOf, isCount, isObject, objectOf } from '../json';

/**
 * Normalises `usage` of Chat Completions.
 *
 * Reasoning tokens are part of `completion_tokens`, except at providers whose
 * `total_tokens` shows that they come on top.
 *
 * @returns `undefined` where there is no usage in it.
 */
export function readChatUsage(raw: unknown): TokenUsage | undefined {
  if (!isObject(raw) || !isCount(raw.prompt_tokens)) {
    return undefined;
  }
  const promptDetails = objectOf(raw.prompt_tokens_details);
  const completionDetails = objectOf(raw.completion_tokens_details);
  const input = raw.prompt_tokens;
  const completion = countOf(raw.completion_tokens);
  const reasoning = countOf(completionDetails.reasoning_tokens);
  const reasoningOnTop =
    reasoning > 0 && raw.total_tokens === input + completion + reasoning;
  return {
    ...NO_USAGE,
    input,
    cachedInput: countOf(promptDetails.cached_tokens),
    cacheWrite: countOf(promptDetails.cache_write_tokens),
    inputAudio: countOf(promptDetails.audio_tokens),
    output: reasoningOnTop ? completion + reasoning : completion,
    reasoning,
    outputAudio: countOf(completionDetails.audio_tokens),
  };
}
