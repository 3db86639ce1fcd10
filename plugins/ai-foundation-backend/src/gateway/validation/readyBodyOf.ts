const WORDS = 'Say that you are ready.';
/** Room for models that think before they answer. */
const MAX_TOKENS = 256;

/**
 * The smallest request for an answer in a dialect, as its own clients send it;
 * `undefined` for a dialect of a module.
 */
export function readyBodyOf(
  dialectId: string,
  model: string,
): Record<string, unknown> | undefined {
  const messages = [{ role: 'user', content: WORDS }];
  switch (dialectId) {
    case 'openai':
      return { model, messages, max_completion_tokens: MAX_TOKENS };
    case 'anthropic':
      return { model, messages, max_tokens: MAX_TOKENS };
    case 'gemini':
      return { contents: [{ role: 'user', parts: [{ text: WORDS }] }] };
    default:
      return undefined;
  }
}
