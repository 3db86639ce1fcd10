import { KeyUseLimits } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What holds for a key: its own limits, and for the others those of every key. */
export function limitsInForce(
  own: KeyUseLimits,
  ofEveryKey: KeyUseLimits,
): KeyUseLimits {
  return {
    requestsPerMinute: own.requestsPerMinute ?? ofEveryKey.requestsPerMinute,
    tokensPerMinute: own.tokensPerMinute ?? ofEveryKey.tokensPerMinute,
    concurrency: own.concurrency ?? ofEveryKey.concurrency,
  };
}
