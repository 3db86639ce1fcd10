import type { IncomingHttpHeaders } from 'node:http';

/** Whose wire format a request is in. */
export type Wire = 'openai' | 'anthropic' | 'gemini';

/** By the path where it says so, or else by what only the clients of one send. */
export function wireOf(path: string, headers: IncomingHttpHeaders): Wire {
  if (path.startsWith('/v1/messages') || 'anthropic-version' in headers) {
    return 'anthropic';
  }
  return /^\/v1beta\/|^\/v1\/models\/.+:/.test(path) ||
    'x-goog-api-key' in headers
    ? 'gemini'
    : 'openai';
}
