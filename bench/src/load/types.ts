/** What a load generator is asked to do. */
export interface LoadOrder {
  port: number;
  /** One whole HTTP request, as it goes over the wire. */
  request: string;
  connections: number;
  durationMs: number;
  /**
   * Requests a second at a constant pace, whatever the answers do. Left out,
   * each connection sends its next request once it has its answer.
   */
  ratePerSecond?: number;
  /** Whether the answer is a stream of events, which ends with `[DONE]`. */
  stream: boolean;
}

/** Milliseconds. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export interface LoadResult {
  /** Requests sent. */
  sent: number;
  /** Of these, those with a whole answer of status 200. */
  succeeded: number;
  /** What became of the others, by status or error. */
  failures: Record<string, number>;
  seconds: number;
  /** From the moment when a request was due until its answer was whole. */
  latencyMs: Percentiles;
  /** From the same moment until the first byte of the answer's body. */
  firstByteMs: Percentiles;
}
