import { Dispatcher } from 'undici';
import { Call } from '../Call';

type Headers = Record<string, string | string[] | undefined>;

export function headerOf(
  answer: Dispatcher.ResponseData,
  name: string,
): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** What a client is told beside the answer: safe-listed headers, and the id of its row. */
export function answerHeaders(call: Call, answer: Dispatcher.ResponseData) {
  return {
    ...pick(answer.headers, call.dialect.responseHeaders),
    'x-ai-foundation-request-id': call.id,
  };
}

/** The headers that are on a list, and no other. */
export function pick(
  headers: Headers,
  names: readonly string[],
): Record<string, string | string[]> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
