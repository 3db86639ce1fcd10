import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** Where a threshold lies under an amount, in pico-dollars; the fraction is left out. */
export function levelOf(
  { percent }: CeilingThreshold,
  amountPicoUsd: bigint,
): bigint {
  return (amountPicoUsd * BigInt(percent)) / 100n;
}

/** The threshold above which no request is admitted; `undefined` where none stops. */
export function stopOf(
  thresholds: readonly CeilingThreshold[],
): CeilingThreshold | undefined {
  return thresholds.find(({ response }) => response === 'stop');
}

/** A threshold that slows requests down. */
export type Throttle = Extract<CeilingThreshold, { response: 'throttle' }>;

/** The slowest throttle that a use of the amount has reached. */
export function throttleAt(
  thresholds: readonly CeilingThreshold[],
  amountPicoUsd: bigint,
  usedPicoUsd: bigint,
): Throttle | undefined {
  return thresholds
    .filter(threshold => threshold.response === 'throttle')
    .filter(threshold => usedPicoUsd >= levelOf(threshold, amountPicoUsd))
    .sort((a, b) => a.requestsPerMinute - b.requestsPerMinute)
    .at(0);
}
