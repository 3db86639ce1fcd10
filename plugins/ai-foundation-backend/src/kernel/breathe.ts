import { setImmediate } from 'node:timers/promises';

/**
 * Lets whatever else the process has to do come first: SQLite answers at once,
 * so that a long row of awaits alone would never let go.
 */
export async function breathe(): Promise<void> {
  await setImmediate();
}

/** The items in slices, with time for others after each. */
export async function* inSlices<T>(
  items: readonly T[],
  size: number,
): AsyncGenerator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
    await breathe();
  }
}
