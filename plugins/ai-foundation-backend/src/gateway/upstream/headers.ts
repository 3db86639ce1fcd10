import { Dispatcher } from 'undici';
import { Forwarding } from './Forwarded';

type Headers = Record<string, string | string[] | undefined>;

export function headerOf(
  answer: Pick<Dispatcher.ResponseData, 'headers'>,
  name: string,
): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * What a client is told beside the answer: safe-listed headers, the id of its
 * call, and the model that answered, which may be a fallback.
 */
export function answerHeaders(
  { call, model }: Pick<Forwarding, 'call' | 'model'>,
  answer: Pick<Dispatcher.ResponseData, 'headers'>,
) {
  return {
    ...pick(answer.headers, call.dialect.responseHeaders),
    'x-ai-foundation-request-id': call.id,
    'x-ai-foundation-model': model.ref,
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
