import { isDay } from '../DayField';

/** The end of a written day where the reader is; undefined where it is no day. */
export function endOfDay(day: string): string | undefined {
  return isDay(day)
    ? new Date(`${day.trim()}T23:59:59`).toISOString()
    : undefined;
}

/** The day of an instant where the reader is, as it is written. */
export function dayOf(instant: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Date(instant).toLocaleDateString('sv-SE');
}
