import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { calendarDays, dateAfter } from './calendarDays';
import { dayIndexSql } from './dayIndexSql';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('dayIndexSql on %s', databaseId => {
  it('finds the day of every instant, in every zone', async () => {
    const knex = await databases.init(databaseId);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'America/Santiago',
          'Africa/Casablanca',
          'Asia/Kolkata',
          'Australia/Lord_Howe',
        ),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (zone, later, length, place) => {
          const from = dateAfter('2025-01-01', later);
          const days = calendarDays(from, dateAfter(from, length - 1), zone);
          const firstMs = days[0].startMs;
          const lastMs = days[length - 1].endMs;
          const atMs = firstMs + Math.floor(place * (lastMs - firstMs));
          const expected = days.findIndex(
            ({ startMs, endMs }) => startMs <= atMs && atMs < endMs,
          );
          const [row] = await knex
            .with('hours', ['hour_start_ms'], knex.raw(`SELECT ${atMs}`))
            .from('hours')
            .select(knex.raw(`${dayIndexSql(days)} AS day`));
          expect(Number(row.day)).toBe(expected);
        },
      ),
    );
  });
});
