import type { Behaviour } from './Behaviour.ts';
import { ProviderError } from './ProviderError.ts';
import type { Reply } from './Reply.ts';

/** Where a request that was told to be redirected is sent; nothing is there. */
const REDIRECT_PATH = '/v1/redirected';

/** Does what a request asks for instead of an answer; tells whether it did. */
export async function misbehave(
  behaviour: Behaviour,
  reply: Reply,
): Promise<boolean> {
  if (behaviour.hang) {
    await reply.hang();
    return true;
  }
  if (behaviour.errorStatus) {
    throw scriptedError(behaviour.errorStatus);
  }
  if (behaviour.redirect) {
    reply.redirect(REDIRECT_PATH);
    return true;
  }
  return false;
}

export function scriptedError(status: number): ProviderError {
  const message = `The demo provider was asked to answer ${status}.`;
  return status === 429
    ? new ProviderError(status, message, {
        code: 'rate_limit_exceeded',
        headers: { 'retry-after': '1', 'x-ratelimit-remaining-requests': '0' },
      })
    : new ProviderError(status, message);
}
