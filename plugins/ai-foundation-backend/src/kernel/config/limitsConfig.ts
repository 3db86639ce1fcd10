import { KeyUseLimits } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Config } from '@backstage/config';
import { positive } from './positive';

/** How many requests a process works on at the same time, and lets wait. */
export interface ConcurrencyConfig {
  maxRunning: number;
  maxWaiting: number;
  maxWaitMs: number;
}

/** What every key may use that has no limits of its own. */
export function readKeyUseLimits(keys: Config | undefined): KeyUseLimits {
  const read = (name: keyof KeyUseLimits) => {
    const value = keys?.getOptionalNumber(`limits.${name}`);
    return value === undefined
      ? undefined
      : positive(`keys.limits.${name}`, value);
  };
  return {
    requestsPerMinute: read('requestsPerMinute'),
    tokensPerMinute: read('tokensPerMinute'),
    concurrency: read('concurrency'),
  };
}

export function readConcurrency(
  gateway: Config | undefined,
): ConcurrencyConfig {
  const read = (name: keyof ConcurrencyConfig, fallback: number) =>
    positive(
      `gateway.concurrency.${name}`,
      gateway?.getOptionalNumber(`concurrency.${name}`) ?? fallback,
    );
  return {
    maxRunning: read('maxRunning', 2_000),
    maxWaiting: read('maxWaiting', 1_000),
    maxWaitMs: read('maxWaitMs', 5_000),
  };
}
