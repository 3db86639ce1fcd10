import type { ProviderError } from '../ProviderError.ts';

const STATUS = new Map([
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'NOT_FOUND'],
  [429, 'RESOURCE_EXHAUSTED'],
  [503, 'UNAVAILABLE'],
  [504, 'DEADLINE_EXCEEDED'],
]);

/** An error in the envelope of Gemini. */
export function geminiErrorBody({ status, message }: ProviderError) {
  const otherwise = status >= 500 ? 'INTERNAL' : 'INVALID_ARGUMENT';
  return {
    error: { code: status, message, status: STATUS.get(status) ?? otherwise },
  };
}
