import { InputError } from '@backstage/errors';

/**
 * A whole number above zero.
 *
 * @param key - below `aiFoundation`, for the message.
 */
export function positive(key: string, value: number): number {
  if (!(Number.isInteger(value) && value > 0)) {
    throw new InputError(
      `aiFoundation.${key} must be a whole number above zero`,
    );
  }
  return value;
}
