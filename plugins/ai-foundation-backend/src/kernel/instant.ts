/** Epoch milliseconds as the API writes them: ISO 8601 in UTC. */
export function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}

export function optionalInstant(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : instant(atMs);
}
