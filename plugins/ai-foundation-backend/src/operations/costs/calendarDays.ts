import { DateTime } from 'luxon';

/** A day by the wall clock of a time zone; 23, 24 or 25 hours, mostly. */
export interface CalendarDay {
  /** ISO 8601 date. */
  day: string;
  /** Inclusive. */
  startMs: number;
  /** Exclusive: the start of the day after. */
  endMs: number;
}

/** The days from one date to another, both included; none where `to` lies before `from`. */
export function calendarDays(
  from: string,
  to: string,
  zone: string,
): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = from; day <= to; day = dateAfter(day, 1)) {
    days.push({
      day,
      startMs: startOf(day, zone),
      endMs: startOf(dateAfter(day, 1), zone),
    });
  }
  return days;
}

/** The date at an instant, by the wall clock of a time zone. */
export function dateAt(atMs: number, zone: string): string {
  return DateTime.fromMillis(atMs, { zone }).toFormat('yyyy-MM-dd');
}

/** The date some days after another one, or before it where `days` is negative. */
export function dateAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'UTC' })
    .plus({ days })
    .toFormat('yyyy-MM-dd');
}

function startOf(date: string, zone: string): number {
  return DateTime.fromISO(date, { zone }).startOf('day').toMillis();
}
