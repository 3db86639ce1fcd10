import fc from 'fast-check';
import { DateTime } from 'luxon';
import { windowKey } from '../../kernel/windows';
import { Calendar } from './Calendar';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Santiago',
);
const instants = fc.integer({
  min: Date.UTC(2024, 0, 1),
  max: Date.UTC(2032, 0, 1),
});

describe('Calendar', () => {
  it.each([
    ['UTC', '2026-11-22T12:59:59.999Z', '2026-11-22T12:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-22T12:29:59.999Z', '2026-11-22T11:30:00.000Z'],
    ['Asia/Kolkata', '2026-11-22T12:30:00.000Z', '2026-11-22T12:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-22T12:00:00.000Z', '2026-11-22T11:15:00.000Z'],
  ])('begins hours on the wall clock of %s: %s', (zone, at, start) => {
    const hour = new Calendar(zone).hourStartMs(Date.parse(at));
    expect(new Date(hour).toISOString()).toBe(start);
  });

  it('puts an hour wholly into one day, also when summer time begins or ends', () => {
    fc.assert(
      fc.property(zones, instants, (zone, atMs) => {
        const startMs = new Calendar(zone).hourStartMs(atMs);
        const day = (ms: number) =>
          DateTime.fromMillis(ms, { zone }).toISODate();
        expect(startMs).toBeLessThanOrEqual(atMs);
        expect(atMs - startMs).toBeLessThan(3_600_000);
        expect(DateTime.fromMillis(startMs, { zone }).minute).toBe(0);
        expect(day(startMs)).toBe(day(atMs));
      }),
    );
  });

  it('remembers no window past its end', () => {
    fc.assert(
      fc.property(zones, fc.array(instants, { minLength: 2 }), (zone, all) => {
        const calendar = new Calendar('UTC');
        for (const atMs of all.flatMap(ms => [
          ms,
          DateTime.fromMillis(ms, { zone }).endOf('month').toMillis(),
          DateTime.fromMillis(ms, { zone }).endOf('month').toMillis() + 1,
        ])) {
          expect(calendar.windowKey(atMs, 'month', zone)).toBe(
            windowKey(atMs, 'month', zone),
          );
        }
      }),
    );
  });
});
