import { DateTime } from 'luxon';

/** The spans of time that a ceiling can count over; weeks are ISO weeks. */
export type TimeWindow = 'day' | 'week' | 'month';

export interface WindowBounds {
  /** For example `2026-11`, `2026-W48` or `2026-11-22`. */
  key: string;
  /** Inclusive. */
  startMs: number;
  /** Exclusive: the start of the window after. */
  endMs: number;
}

const KEY_FORMAT: Record<TimeWindow, string> = {
  day: 'yyyy-MM-dd',
  week: "kkkk-'W'WW",
  month: 'yyyy-MM',
};

/**
 * The name of the window that holds an instant. Windows follow the clock alone:
 * nothing has to run when one ends, so nothing can be forgotten.
 */
export function windowKey(
  atMs: number,
  window: TimeWindow,
  zone: string,
): string {
  return DateTime.fromMillis(atMs, { zone }).toFormat(KEY_FORMAT[window]);
}

/** The window that holds an instant, by the wall clock of an IANA zone. */
export function windowBounds(
  atMs: number,
  window: TimeWindow,
  zone: string,
): WindowBounds {
  const start = DateTime.fromMillis(atMs, { zone }).startOf(window);
  return {
    key: start.toFormat(KEY_FORMAT[window]),
    startMs: firstOf(start),
    endMs: firstOf(start.plus({ [window]: 1 }).startOf(window)),
  };
}

/** Where a change of the clocks repeats midnight, a day begins with the first. */
function firstOf(midnight: DateTime): number {
  return Math.min(
    ...midnight.getPossibleOffsets().map(time => time.toMillis()),
  );
}
