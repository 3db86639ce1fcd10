/** Pico-dollars in a dollar. @public */
export const PICO_USD_PER_USD = 1_000_000_000_000n;

const RATE = /^(\d{1,9})(?:\.(\d{1,6}))?$/;
const USD = /^(\d{1,15})(?:\.(\d{1,12}))?$/;

/**
 * Pico-dollars per token of a rate in dollars per million tokens: `"2.5"` is
 * 2,500,000. Exact, because a rate has at most six decimals.
 *
 * @throws RangeError where the rate is no such decimal string.
 * @public
 */
export function picoUsdPerToken(usdPerMillionTokens: string): bigint {
  const match = RATE.exec(usdPerMillionTokens);
  if (!match) {
    throw new RangeError(
      `A rate is a decimal string of dollars per million tokens with at most six decimals, got '${usdPerMillionTokens}'`,
    );
  }
  return BigInt(match[1] + (match[2] ?? '').padEnd(6, '0'));
}

/**
 * Pico-dollars of an amount in dollars: `"12.40"` is 12,400,000,000,000.
 *
 * @throws RangeError where the amount is no decimal string with at most twelve decimals.
 * @public
 */
export function parseUsd(usd: string): bigint {
  const match = USD.exec(usd);
  if (!match) {
    throw new RangeError(
      `An amount is a decimal string of dollars with at most twelve decimals, got '${usd}'`,
    );
  }
  return BigInt(match[1] + (match[2] ?? '').padEnd(12, '0'));
}
