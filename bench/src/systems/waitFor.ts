const POLL_MS = 200;
const WITHIN_MS = 180_000;

/** Asks until it is so. */
export async function waitFor(
  what: string,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const endMs = performance.now() + WITHIN_MS;
  while (performance.now() < endMs) {
    if (await isSo().catch(() => false)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${what} did not happen in ${WITHIN_MS / 1_000} s`);
}
