import type { Exchange } from './LoadConnection.ts';
import type { LoadResult, Percentiles } from './types.ts';

/** The answers of one order. */
export class Tally {
  readonly #latenciesMs: number[] = [];
  readonly #firstBytesMs: number[] = [];
  readonly #failures: Record<string, number> = {};

  add({ dueAtMs, firstByteAtMs, endedAtMs, outcome }: Exchange): void {
    if (outcome === '200') {
      this.#latenciesMs.push(endedAtMs - dueAtMs);
      this.#firstBytesMs.push(firstByteAtMs - dueAtMs);
    } else {
      this.#failures[outcome] = (this.#failures[outcome] ?? 0) + 1;
    }
  }

  result(sent: number, seconds: number): LoadResult {
    return {
      sent,
      succeeded: this.#latenciesMs.length,
      failures: this.#failures,
      seconds,
      latencyMs: percentiles(this.#latenciesMs),
      firstByteMs: percentiles(this.#firstBytesMs),
    };
  }
}

function percentiles(values: number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
