import { PICO_USD_PER_USD } from './picoUsd';

/**
 * The exact amount in dollars without an exponent, at least two decimals:
 * `"0.0001475"`, `"12.40"`.
 *
 * @public
 */
export function exactUsd(picoUsd: bigint): string {
  const sign = picoUsd < 0n ? '-' : '';
  const amount = picoUsd < 0n ? -picoUsd : picoUsd;
  const whole = amount / PICO_USD_PER_USD;
  const fraction = (amount % PICO_USD_PER_USD)
    .toString()
    .padStart(12, '0')
    .replace(/0+$/, '')
    .padEnd(2, '0');
  return `${sign}${whole}.${fraction}`;
}

/**
 * The amount as a person reads it: `"$1,204.40"`, and where it is below a
 * dollar, three significant digits of it: `"$0.000148"`. An amount that is not
 * zero never reads as zero.
 *
 * @public
 */
export function formatUsd(picoUsd: bigint): string {
  const amount = picoUsd < 0n ? -picoUsd : picoUsd;
  const sign = picoUsd < 0n ? '-' : '';
  if (amount === 0n) {
    return '$0.00';
  }
  const significant = amount >= PICO_USD_PER_USD ? undefined : 3;
  const text = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: significant ? 12 : 2,
    ...(significant && {
      minimumSignificantDigits: 1,
      maximumSignificantDigits: significant,
      roundingPriority: 'lessPrecision' as const,
    }),
  }).format(Number(amount) / Number(PICO_USD_PER_USD));
  return `${sign}$${withTwoDecimals(text)}`;
}

function withTwoDecimals(text: string): string {
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
