import fc from 'fast-check';
import { DateTime } from 'luxon';
import { TimeWindow, windowBounds, windowKey } from './windows';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  // Their clocks change at midnight, forwards, backwards or both.
  'America/Sao_Paulo',
  'America/Havana',
  'Asia/Beirut',
  'Atlantic/Azores',
);
const windows = fc.constantFrom<TimeWindow>('day', 'week', 'month');
const instants = fc.integer({
  min: Date.UTC(2010, 0, 1),
  max: Date.UTC(2060, 0, 1),
});

describe('windowKey', () => {
  it.each([
    ['2026-10-31T23:59:59.999Z', 'UTC', '2026-10'],
    ['2026-11-01T00:00:00.000Z', 'UTC', '2026-11'],
    ['2026-10-31T22:59:59.999Z', 'Europe/Berlin', '2026-10'],
    ['2026-10-31T23:00:00.000Z', 'Europe/Berlin', '2026-11'],
    ['2026-06-30T22:00:00.000Z', 'Europe/Berlin', '2026-07'],
    ['2026-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2027-01'],
    ['2027-01-01T04:59:59.999Z', 'America/New_York', '2026-12'],
  ])('says that %s in %s is in %s', (instant, zone, key) => {
    expect(windowKey(Date.parse(instant), 'month', zone)).toBe(key);
  });

  it.each<[string, TimeWindow, string]>([
    ['2026-11-22T12:00:00Z', 'day', '2026-11-22'],
    ['2026-11-22T12:00:00Z', 'week', '2026-W47'],
    // A week belongs to the year of its Thursday.
    ['2027-01-03T12:00:00Z', 'week', '2026-W53'],
    ['2024-12-30T12:00:00Z', 'week', '2025-W01'],
  ])('says that %s is in the %s %s', (instant, window, key) => {
    expect(windowKey(Date.parse(instant), window, 'UTC')).toBe(key);
  });

  it('is the month on the wall of the zone', () => {
    fc.assert(
      fc.property(instants, zones, (atMs, zone) => {
        const wall = DateTime.fromMillis(atMs, { zone });
        expect(windowKey(atMs, 'month', zone)).toBe(
          `${wall.year}-${String(wall.month).padStart(2, '0')}`,
        );
      }),
    );
  });
});

describe('windowBounds', () => {
  /** Instants around the clock changes of a zone weigh as much as all others. */
  const nearChanges = fc
    .tuple(zones, instants, fc.integer({ min: -90_000_000, max: 90_000_000 }))
    .map(([zone, atMs, offMs]) => ({
      zone,
      atMs: changeAfter(atMs, zone) + offMs,
    }));
  const moments = fc.oneof(
    nearChanges,
    fc.record({ zone: zones, atMs: instants }),
  );

  it('puts every instant into exactly one window, without gap or overlap', () => {
    fc.assert(
      fc.property(moments, windows, ({ atMs, zone }, window) => {
        const { key, startMs, endMs } = windowBounds(atMs, window, zone);
        const keyAt = (ms: number) => windowKey(ms, window, zone);

        expect(startMs).toBeLessThanOrEqual(atMs);
        expect(endMs).toBeGreaterThan(atMs);
        expect([atMs, startMs, endMs - 1].map(keyAt)).toEqual([key, key, key]);
        expect(keyAt(startMs - 1) < key).toBe(true);
        expect(keyAt(endMs) > key).toBe(true);
        expect(windowBounds(endMs, window, zone).startMs).toBe(endMs);
        expect(windowBounds(startMs - 1, window, zone).endMs).toBe(startMs);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, TimeWindow, string, number]>([
    ['2026-03-15T12:00:00Z', 'month', 'Europe/Berlin', 31 * 24 - 1],
    ['2026-10-15T12:00:00Z', 'month', 'Europe/Berlin', 31 * 24 + 1],
    ['2028-02-15T12:00:00Z', 'month', 'Europe/Berlin', 29 * 24],
    ['2026-03-29T12:00:00Z', 'day', 'Europe/Berlin', 23],
    ['2026-10-25T12:00:00Z', 'day', 'Europe/Berlin', 25],
    ['2026-10-25T12:00:00Z', 'week', 'Europe/Berlin', 7 * 24 + 1],
    // Midnight does not exist on the first, comes twice on the second.
    ['2018-11-04T12:00:00Z', 'day', 'America/Sao_Paulo', 23],
    ['2018-02-17T12:00:00Z', 'day', 'America/Sao_Paulo', 25],
    ['2026-03-29T12:00:00Z', 'day', 'Asia/Beirut', 23],
    ['2026-10-25T12:00:00Z', 'day', 'Atlantic/Azores', 25],
    ['2025-11-02T12:00:00Z', 'day', 'America/Havana', 25],
    // The thirtieth of December 2011 never was.
    ['2011-12-29T12:00:00Z', 'day', 'Pacific/Apia', 24],
    ['2011-12-31T12:00:00Z', 'week', 'Pacific/Apia', 6 * 24],
    ['2026-01-05T00:00:00Z', 'day', 'Australia/Lord_Howe', 24],
    ['2026-04-04T14:00:00Z', 'day', 'Australia/Lord_Howe', 24.5],
  ])('at %s the %s in %s is %d hours long', (instant, window, zone, hours) => {
    const { startMs, endMs } = windowBounds(Date.parse(instant), window, zone);
    expect((endMs - startMs) / 3_600_000).toBe(hours);
  });
});

/** The next instant after this one at which a zone's clocks change; itself where none does within a year. */
function changeAfter(atMs: number, zone: string): number {
  const offsetAt = (ms: number) => DateTime.fromMillis(ms, { zone }).offset;
  const DAY_MS = 86_400_000;
  for (let ms = atMs; ms < atMs + 366 * DAY_MS; ms += 7 * DAY_MS) {
    if (offsetAt(ms) !== offsetAt(ms + 7 * DAY_MS)) {
      let [before, after] = [ms, ms + 7 * DAY_MS];
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (offsetAt(middle) === offsetAt(ms)) {
          before = middle;
        } else {
          after = middle;
        }
      }
      return after;
    }
  }
  return atMs;
}
