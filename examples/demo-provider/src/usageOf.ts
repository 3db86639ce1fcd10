import type { Answer } from './Answer.ts';
import type { ChatRequest } from './ChatRequest.ts';
import { splitTokens } from './tokens.ts';

/** Tokens that a message costs beside its text. */
const MESSAGE_OVERHEAD = 3;

/** What the provider reports as `usage`: all choices count, as they are all billed. */
export function usageOf(
  request: ChatRequest,
  answers: Answer[],
): Record<string, unknown> | undefined {
  if (request.behaviour.noUsage) {
    return undefined;
  }
  return request.behaviour.usage ?? countUsage(request, answers);
}

function countUsage(request: ChatRequest, answers: Answer[]) {
  const prompt = request.messages.reduce(
    (sum, { text }) => sum + MESSAGE_OVERHEAD + splitTokens(text).length,
    0,
  );
  const completion = answers.reduce(
    (sum, { pieces }) => sum + pieces.length,
    0,
  );
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: {
      cached_tokens: 0,
      cache_write_tokens: 0,
      audio_tokens: 0,
    },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
