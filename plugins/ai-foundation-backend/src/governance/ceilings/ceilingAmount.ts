import { InputError } from '@backstage/errors';
import {
  formatUsd,
  parseUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/**
 * The highest ceiling: nine million dollars. Above it a window's sum of
 * pico-dollars would no longer fit SQLite's 64-bit integers, and such an amount
 * is rather a slip of the hand than a limit.
 */
const MAX_CEILING_PICO_USD = parseUsd('9000000');

/** @throws InputError where the amount is none that a ceiling can have. */
export function parseCeilingAmount(amountUsd: string): bigint {
  let amount: bigint;
  try {
    amount = parseUsd(amountUsd);
  } catch (error) {
    throw new InputError(`amountUsd: ${(error as Error).message}`);
  }
  if (amount <= 0n || amount > MAX_CEILING_PICO_USD) {
    throw new InputError(
      `amountUsd: A ceiling is more than zero and at most ${formatUsd(
        MAX_CEILING_PICO_USD,
      )}`,
    );
  }
  return amount;
}
