import { CalendarDay } from './calendarDays';

/**
 * SQL for the place of an hour's day in `days`, which follow one another. No
 * database has to know time zones: days come in runs of equal length, and
 * within a run whole division finds the day.
 */
export function dayIndexSql(days: readonly CalendarDay[]): string {
  const runs = days
    .map((day, index) => ({
      index,
      startMs: day.startMs,
      lengthMs: day.endMs - day.startMs,
    }))
    .filter(
      ({ lengthMs }, index, all) =>
        index === 0 || lengthMs !== all[index - 1].lengthMs,
    );
  const cases = runs
    .reverse()
    .map(
      ({ index, startMs, lengthMs }) =>
        `WHEN hour_start_ms >= ${startMs} THEN ${index} + (hour_start_ms - ${startMs}) / ${lengthMs}`,
    );
  return `CASE ${cases.join(' ')} END`;
}
