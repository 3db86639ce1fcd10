import { DateTime } from 'luxon';
import { TimeWindow, windowKey } from '../../kernel/windows';

const HOUR_MS = 3_600_000;
/** Offsets of time zones, and their changes, fall on quarters of an hour. */
const QUARTER_MS = 900_000;
const REMEMBERED_QUARTERS = 1_000;

/**
 * Windows and hours of instants that lie close together: worked out once a
 * quarter of an hour, because that is too slow for every request.
 */
export class Calendar {
  readonly #timeZone: string;
  readonly #windowKeys = new Map<string, string>();
  readonly #offsetsMs = new Map<number, number>();

  /** @param timeZone IANA name; hours and days of the rollups follow it. */
  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  windowKey(atMs: number, window: TimeWindow, timeZone: string): string {
    return remember(
      this.#windowKeys,
      `${window} ${timeZone} ${quarterOf(atMs)}`,
      () => windowKey(atMs, window, timeZone),
    );
  }

  /**
   * When the hour began on the wall clock: in a zone of half hours that is at
   * half past of UTC, so that whole hours make whole days.
   */
  hourStartMs(atMs: number): number {
    const offsetMs = remember(
      this.#offsetsMs,
      quarterOf(atMs),
      () => DateTime.fromMillis(atMs, { zone: this.#timeZone }).offset * 60_000,
    );
    return atMs - ((atMs + offsetMs) % HOUR_MS);
  }
}

function quarterOf(atMs: number): number {
  return Math.floor(atMs / QUARTER_MS);
}

function remember<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  let value = memory.get(key);
  if (value === undefined) {
    value = make();
    if (memory.size >= REMEMBERED_QUARTERS) {
      memory.clear();
    }
    memory.set(key, value);
  }
  return value;
}
