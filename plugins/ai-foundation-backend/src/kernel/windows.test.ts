import fc from 'fast-check';
import { DateTime } from 'luxon';
import { windowBounds, windowKey } from './windows';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Apia',
  'Pacific/Kiritimati',
);
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
  it('puts every instant into exactly one window, without gap or overlap', () => {
    fc.assert(
      fc.property(instants, zones, (atMs, zone) => {
        const { key, startMs, endMs } = windowBounds(atMs, 'month', zone);
        const keyAt = (ms: number) => windowKey(ms, 'month', zone);

        expect(startMs).toBeLessThanOrEqual(atMs);
        expect(endMs).toBeGreaterThan(atMs);
        expect([atMs, startMs, endMs - 1].map(keyAt)).toEqual([key, key, key]);
        expect(keyAt(startMs - 1) < key).toBe(true);
        expect(keyAt(endMs) > key).toBe(true);
        expect(windowBounds(endMs, 'month', zone).startMs).toBe(endMs);
      }),
    );
  });

  it('follows the wall clock over a change to summer time', () => {
    const hours = (instant: string) => {
      const { startMs, endMs } = windowBounds(
        Date.parse(instant),
        'month',
        'Europe/Berlin',
      );
      return (endMs - startMs) / 3_600_000;
    };
    expect(hours('2026-03-15T12:00:00Z')).toBe(31 * 24 - 1);
    expect(hours('2026-10-15T12:00:00Z')).toBe(31 * 24 + 1);
    expect(hours('2028-02-15T12:00:00Z')).toBe(29 * 24);
  });
});
