/** The largest integer that SQLite keeps exactly: 9.2 million dollars. */
export const MAX_PICO_USD = 2n ** 63n - 1n;

/** @throws RangeError where an amount is negative or more than any request can cost. */
export function moneyToSql(picoUsd: bigint): string {
  if (picoUsd < 0n || picoUsd > MAX_PICO_USD) {
    throw new RangeError(`No amount for one request: ${picoUsd} pico-dollars`);
  }
  return picoUsd.toString();
}

/**
 * Reads `CAST(... AS TEXT)`. SQLite turns a sum past its integers into a
 * rounded one; that is an error here, never a figure.
 *
 * @throws RangeError where the text is no integer.
 */
export function moneyFromSql(text: string): bigint {
  if (!/^-?\d+$/.test(text)) {
    throw new RangeError(`The database holds an inexact amount: ${text}`);
  }
  return BigInt(text);
}
