import { InputError } from '@backstage/errors';

const WORDS = 'Answer with the word: ready';
/** Room for models that think before they answer. */
const MAX_TOKENS = 256;

/**
 * The smallest request for an answer in a dialect, as its own clients send it.
 *
 * @throws InputError for a dialect of a module.
 */
export function readyBodyOf(
  dialectId: string,
  model: string,
): Record<string, unknown> {
  const messages = [{ role: 'user', content: WORDS }];
  switch (dialectId) {
    case 'openai':
      return { model, messages, max_completion_tokens: MAX_TOKENS };
    case 'anthropic':
      return { model, messages, max_tokens: MAX_TOKENS };
    case 'gemini':
      return { contents: [{ role: 'user', parts: [{ text: WORDS }] }] };
    default:
      throw new InputError(
        `An end-to-end run does not speak the dialect '${dialectId}'. Choose a model of openai, anthropic or gemini`,
      );
  }
}
