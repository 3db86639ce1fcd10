import { AdmissionResult } from '../ledger/types';
import { RateReached, RateUse, tokensOf } from '../limits/RateWindow';
import { Control, passed, refused } from './Control';

/** What the key's limits per minute say, by what an admission came to. */
export function rateControl(
  result: AdmissionResult,
  use: RateUse | undefined,
): Control {
  const inputs = {
    requestsPerMinute: use?.requestsPerMinute,
    tokensPerMinute: use?.tokensPerMinute,
    tokens: use && tokensOf(use),
  };
  if (result.admitted || !('rate' in result)) {
    return passed(
      'rate',
      inputs,
      use
        ? 'The key has room for it in this minute.'
        : 'The key has no limit per minute.',
    );
  }
  const { rate } = result;
  const retryAfterSeconds = Math.max(Math.ceil(rate.waitMs / 1_000), 1);
  return refused(
    'rate',
    { ...inputs, used: rate.used, waitMs: rate.waitMs },
    {
      status: 429,
      code: 'rate_limited',
      message: `${messageOf(
        rate,
        inputs.tokens,
      )} Try again in ${retryAfterSeconds} s, or ask for a key with more in the portal.`,
      retryAfterSeconds,
    },
  );
}

function messageOf(
  { limit, perMinute, used }: RateReached,
  tokens: number | undefined,
): string {
  return limit === 'requests'
    ? `The key may send ${perMinute} requests a minute, and has sent ${used} in the last one.`
    : `The key may use ${perMinute} tokens a minute, has used or reserved ${used} in the last one, and this request may use ${tokens}. A smaller output bound (\`max_completion_tokens\`) lowers that.`;
}
