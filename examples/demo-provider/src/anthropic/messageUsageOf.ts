import type { Answer } from '../Answer.ts';
import type { ChatRequest } from '../ChatRequest.ts';
import { splitTokens } from '../tokens.ts';

/** Tokens that a message costs beside its text. */
const MESSAGE_OVERHEAD = 3;

/** What the provider reports as `usage`. */
export function messageUsageOf(
  request: ChatRequest,
  answer: Answer,
): Record<string, unknown> {
  return (
    request.behaviour.usage ?? {
      input_tokens: inputTokensOf(request),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: {
        ephemeral_5m_input_tokens: 0,
        ephemeral_1h_input_tokens: 0,
      },
      output_tokens: answer.pieces.length,
      service_tier: 'standard',
    }
  );
}

export function inputTokensOf({ messages }: ChatRequest): number {
  return messages.reduce(
    (sum, { text }) => sum + MESSAGE_OVERHEAD + splitTokens(text).length,
    0,
  );
}
