import { parseChatRequest } from '../ChatRequest.ts';
import type { ChatRequest } from '../ChatRequest.ts';
import { ProviderError } from '../ProviderError.ts';

/** What the API gives a request that says nothing. */
const DEFAULT_MAX_TOKENS = 16;

/** Reads the body of `POST /v1/completions`; throws the error a client would get. */
export function parseCompletionRequest(body: unknown): ChatRequest {
  const { prompt, ...rest } = (body ?? {}) as { prompt?: unknown };
  if (prompt === undefined) {
    throw ProviderError.invalid(
      'prompt',
      "The parameter 'prompt' is missing.",
      'missing_required_parameter',
    );
  }
  return parseChatRequest({
    max_tokens: DEFAULT_MAX_TOKENS,
    ...rest,
    messages: [{ role: 'user', content: [prompt].flat().join(' ') }],
  });
}
