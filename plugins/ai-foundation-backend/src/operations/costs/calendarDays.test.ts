import fc from 'fast-check';
import { calendarDays, dateAfter, dateAt } from './calendarDays';

const HOUR_MS = 3_600_000;

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
);
const dates = fc
  .date({
    min: new Date('2012-02-01T00:00:00Z'),
    max: new Date('2060-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString().slice(0, 10));

describe('calendarDays', () => {
  it('follows one another without gap or overlap, in every zone', () => {
    fc.assert(
      fc.property(
        zones,
        dates,
        fc.integer({ min: 0, max: 400 }),
        (zone, from, more) => {
          const days = calendarDays(from, dateAfter(from, more), zone);
          expect(days).toHaveLength(more + 1);
          days.slice(1).forEach((day, index) => {
            expect(day.startMs).toBe(days[index].endMs);
          });
        },
      ),
    );
  });

  it('holds the instants whose date it is, in every zone', () => {
    fc.assert(
      fc.property(zones, dates, (zone, date) => {
        const [{ startMs, endMs }] = calendarDays(date, date, zone);
        expect(dateAt(startMs, zone)).toBe(date);
        expect(dateAt(endMs - 1, zone)).toBe(date);
        expect(dateAt(startMs - 1, zone)).toBe(dateAfter(date, -1));
        expect(dateAt(endMs, zone)).toBe(dateAfter(date, 1));
      }),
    );
  });

  it.each([
    ['2026-03-29', 'Europe/Berlin', 23],
    ['2026-10-25', 'Europe/Berlin', 25],
    ['2026-06-01', 'Europe/Berlin', 24],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
  ])('makes %s in %s %d hours long', (day, zone, hours) => {
    const [{ startMs, endMs }] = calendarDays(day, day, zone);
    expect((endMs - startMs) / HOUR_MS).toBe(hours);
  });

  it('is empty where the days are the wrong way round', () => {
    expect(calendarDays('2026-11-22', '2026-11-21', 'UTC')).toEqual([]);
  });
});
