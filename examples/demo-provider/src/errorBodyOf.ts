import { anthropicErrorBody } from './anthropic/anthropicErrorBody.ts';
import { geminiErrorBody } from './gemini/geminiErrorBody.ts';
import type { ProviderError } from './ProviderError.ts';
import type { Wire } from './wireOf.ts';

/** An error in the envelope of a wire format. */
export function errorBodyOf(error: ProviderError, wire: Wire): unknown {
  switch (wire) {
    case 'anthropic':
      return anthropicErrorBody(error);
    case 'gemini':
      return geminiErrorBody(error);
    default:
      return error.body;
  }
}
