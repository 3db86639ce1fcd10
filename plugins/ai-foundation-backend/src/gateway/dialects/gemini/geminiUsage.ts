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
 * Normalises `usageMetadata`.
 *
 * Thoughts come on top of the candidates, except where the total shows that
 * they are among them. What tools brought is input beside the prompt.
 *
 * @returns `undefined` where there is no usage in it.
 */
export function readGeminiUsage(raw: unknown): TokenUsage | undefined {
  if (!isObject(raw) || !isCount(raw.promptTokenCount)) {
    return undefined;
  }
  const input = raw.promptTokenCount + countOf(raw.toolUsePromptTokenCount);
  const candidates = countOf(raw.candidatesTokenCount);
  const thoughts = countOf(raw.thoughtsTokenCount);
  const thoughtsAreAmongThem = raw.totalTokenCount === input + candidates;
  return {
    ...NO_USAGE,
    input,
    cachedInput: countOf(raw.cachedContentTokenCount),
    inputAudio: Math.max(
      audioIn(raw.promptTokensDetails) - audioIn(raw.cacheTokensDetails),
      0,
    ),
    output: thoughtsAreAmongThem ? candidates : candidates + thoughts,
    reasoning: thoughts,
    outputAudio: audioIn(raw.candidatesTokensDetails),
  };
}

function audioIn(details: unknown): number {
  return listOf(details)
    .map(objectOf)
    .filter(({ modality }: JsonObject) => modality === 'AUDIO')
    .reduce((tokens, { tokenCount }) => tokens + countOf(tokenCount), 0);
}
