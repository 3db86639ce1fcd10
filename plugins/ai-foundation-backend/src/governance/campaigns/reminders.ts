import { DateTime } from 'luxon';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** After a person was asked. */
const REMINDER_DAYS = [3, 7, 12];
/** Before the grace of a new major version ends; the first is told at once. */
const WARNING_DAYS = [7, 3];

/**
 * How many reminders a person should have got: at growing intervals, then one
 * when it is overdue, then no more.
 */
export function remindersDue(
  asked: { addedAtMs: number; dueAtMs: number },
  nowMs: number,
): number {
  if (nowMs >= asked.dueAtMs) {
    return REMINDER_DAYS.length + 1;
  }
  return REMINDER_DAYS.filter(days => nowMs >= asked.addedAtMs + days * DAY_MS)
    .length;
}

/** How many warnings about keys that will stop a person should have got. */
export function warningsDue(graceUntilMs: number, nowMs: number): number {
  if (nowMs >= graceUntilMs) {
    return 0;
  }
  return (
    1 +
    WARNING_DAYS.filter(days => nowMs >= graceUntilMs - days * DAY_MS).length
  );
}

/** Whether nobody is reminded now: at weekends, by the organisation's clock. */
export function isQuiet(nowMs: number, timeZone: string): boolean {
  return DateTime.fromMillis(nowMs, { zone: timeZone }).weekday > 5;
}
