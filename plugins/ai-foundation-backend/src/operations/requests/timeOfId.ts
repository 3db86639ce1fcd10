const HOUR_MS = 60 * 60_000;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/i;

/**
 * When a request of this id arrived, roughly: a UUID of version 7 tells when it
 * was made. Any other says nothing.
 */
export function timeOfId(
  id: string | undefined,
): { fromMs: number; toMs: number } | undefined {
  if (id === undefined || !UUID_V7.test(id)) {
    return undefined;
  }
  const madeAtMs = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return { fromMs: madeAtMs - HOUR_MS, toMs: madeAtMs + HOUR_MS };
}
