const WINDOW_MS = 60_000;
const SECOND_MS = 1_000;
/** How much longer counts are kept for replicas whose clocks are behind. */
const KEPT_SECONDS = 65;

/** What a request wants to use of its key's minute. */
export interface RateUse {
  requestsPerMinute: number | undefined;
  tokensPerMinute: number | undefined;
  /** 1, or 0 where it is another try of the same. */
  requests: number;
  /** What it counts as until its settlement tells. */
  tokens: number;
}

/** The limit that a request meets. */
export interface RateReached {
  limit: 'requests' | 'tokens';
  perMinute: number;
  /** Of the last 60 seconds, without the request. */
  used: number;
  /** How long until the request fits. */
  waitMs: number;
}

type SecondCount = [second: number, requests: number, tokens: number];

/**
 * What one key used in the last minute, counted by the second of arrival. A
 * second counts until 60 s have passed since its end, so that no 60 seconds,
 * wherever they begin, hold more than the limit.
 */
export class RateWindow {
  #counts: SecondCount[];

  constructor(counts: SecondCount[]) {
    this.#counts = counts;
  }

  static parse(json: string): RateWindow {
    return new RateWindow(JSON.parse(json));
  }

  toJson(): string {
    const newest = Math.max(...this.#counts.map(([second]) => second));
    this.#counts = this.#counts.filter(
      ([second]) => second > newest - KEPT_SECONDS,
    );
    return JSON.stringify(this.#counts);
  }

  /** Counts a request, or tells what is in its way. */
  take(use: RateUse, atMs: number): RateReached | undefined {
    const counting = this.#counts
      .filter(([second]) => endOf(second) > atMs)
      .sort(([a], [b]) => a - b);
    const reached =
      reachedOf(
        'requests',
        use.requestsPerMinute,
        use.requests,
        counting,
        atMs,
      ) ??
      reachedOf('tokens', use.tokensPerMinute, tokensOf(use), counting, atMs);
    if (!reached) {
      const count = this.#countAt(atMs);
      count[1] += use.requests;
      count[2] += tokensOf(use);
    }
    return reached;
  }

  /** Puts what a request really used in the place of what it counted as. */
  correct(arrivedAtMs: number, byTokens: number): void {
    const count = this.#countAt(arrivedAtMs);
    count[2] = Math.max(count[2] + byTokens, 0);
  }

  #countAt(atMs: number): SecondCount {
    const second = Math.floor(atMs / SECOND_MS);
    const known = this.#counts.find(count => count[0] === second);
    if (known) {
      return known;
    }
    const count: SecondCount = [second, 0, 0];
    this.#counts.push(count);
    return count;
  }
}

/**
 * What a request counts as: never more than a whole minute's tokens, so that one
 * with a generous output bound waits for a minute of its own and not for ever.
 */
export function tokensOf({ tokens, tokensPerMinute }: RateUse): number {
  return Math.min(tokens, tokensPerMinute ?? tokens);
}

function endOf(second: number): number {
  return (second + 1) * SECOND_MS + WINDOW_MS;
}

function reachedOf(
  limit: RateReached['limit'],
  perMinute: number | undefined,
  wanted: number,
  counting: readonly SecondCount[],
  atMs: number,
): RateReached | undefined {
  if (perMinute === undefined) {
    return undefined;
  }
  const column = limit === 'requests' ? 1 : 2;
  const used = counting.reduce((sum, count) => sum + count[column], 0);
  let over = used + wanted - perMinute;
  if (over <= 0) {
    return undefined;
  }
  for (const count of counting) {
    over -= count[column];
    if (over <= 0) {
      return { limit, perMinute, used, waitMs: endOf(count[0]) - atMs };
    }
  }
  return { limit, perMinute, used, waitMs: WINDOW_MS };
}
