import type { Answer } from '../Answer.ts';
import { splitTokens } from '../tokens.ts';
import type { GenerateRequest } from './parseGenerateRequest.ts';

/** It thinks so much about everything, within the bound of its answer. */
const THOUGHT_TOKENS = 12;

/** Whole blocks of a prompt are taken from the cache that it keeps by itself. */
const CACHE_BLOCK_TOKENS = 1_024;

/** What the provider reports as `usageMetadata` of a whole answer. */
export function contentUsageOf(
  request: GenerateRequest,
  answers: Answer[],
): Record<string, unknown> {
  if (request.behaviour.usage) {
    return request.behaviour.usage;
  }
  const prompt = promptTokensOf(request);
  const candidates = answers.reduce(
    (sum, { pieces }) => sum + pieces.length,
    0,
  );
  const thoughts = thoughtTokensOf(request, candidates);
  const cached = prompt - (prompt % CACHE_BLOCK_TOKENS);
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: candidates,
    totalTokenCount: prompt + candidates + thoughts,
    ...(cached > 0 && {
      cachedContentTokenCount: cached,
      cacheTokensDetails: [{ modality: 'TEXT', tokenCount: cached }],
    }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
    ...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
  };
}

export function promptTokensOf({ messages }: GenerateRequest): number {
  return messages.reduce((sum, { text }) => sum + splitTokens(text).length, 0);
}

function thoughtTokensOf(
  { maxTokens, thinkingBudget }: GenerateRequest,
  candidates: number,
): number {
  const wanted = Math.min(THOUGHT_TOKENS, thinkingBudget ?? THOUGHT_TOKENS);
  return Math.max(Math.min(wanted, maxTokens - candidates), 0);
}
