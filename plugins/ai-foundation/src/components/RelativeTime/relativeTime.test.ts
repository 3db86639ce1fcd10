import { relativeTime } from './relativeTime';

describe('relativeTime', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it.each([
    ['2026-11-22T12:00:00Z', 'now'],
    ['2026-11-22T11:59:20Z', '40 seconds ago'],
    ['2026-11-22T11:59:00Z', '1 minute ago'],
    ['2026-11-22T10:00:00Z', '2 hours ago'],
    ['2026-11-21T12:00:00Z', 'yesterday'],
    ['2026-11-27T12:00:00Z', 'in 5 days'],
    ['2027-02-20T12:00:00Z', 'in 3 months'],
    ['2029-11-22T12:00:00Z', 'in 3 years'],
  ])('says %s as "%s"', (instant, words) => {
    expect(relativeTime(new Date(instant), now, 'en')).toBe(words);
  });
});
