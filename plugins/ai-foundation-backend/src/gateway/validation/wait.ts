const INTERVAL_MS = 25;

export function wait(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

/** Asks again and again. @returns whether it became true within the limit. */
export async function untilTrue(
  limitMs: number,
  isTrue: () => Promise<boolean>,
): Promise<boolean> {
  const startedAt = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - startedAt > limitMs) {
      return false;
    }
    await wait(INTERVAL_MS);
  }
  return true;
}
