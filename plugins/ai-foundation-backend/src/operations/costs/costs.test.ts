import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { BASKET, CHECKOUT, SALES, SEARCH } from '../__testUtils__/company';
import { rollupRow } from '../__testUtils__/ledgerRows';
import { OperationsBench } from '../__testUtils__/OperationsBench';

jest.setTimeout(60_000);

const GPT = 'aimodel:default/gpt-5-mini';
const OTHER = 'aimodel:default/gpt-5';
const NOTHING = {
  requests: 0,
  failedRequests: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  costPicoUsd: '0',
  estimatedCostPicoUsd: '0',
};

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('GET /costs on %s', databaseId => {
  let knex: Knex;
  let bench: OperationsBench;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    bench = await OperationsBench.create(knex);
  });

  beforeEach(async () => {
    await knex('cost_rollups').delete();
  });

  async function report(
    query: Record<string, string | string[]> = {},
    as: string = 'olga',
    on: OperationsBench = bench,
  ) {
    const { body, status } = await on.get('/costs', as, query);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  }

  it('sums every figure of an hour, and tells its frame', async () => {
    await knex('cost_rollups').insert([
      rollupRow('2026-11-22T09:00Z', {
        requests: 3,
        failed_requests: 1,
        input_tokens: 5_000_000_000,
        cached_input_tokens: 40,
        output_tokens: 60,
        cost_pico_usd: '700',
        estimated_cost_pico_usd: '7',
      }),
      rollupRow('2026-11-22T10:00Z', {
        requests: 2,
        failed_requests: 0,
        input_tokens: 1,
        cached_input_tokens: 2,
        output_tokens: 3,
        cost_pico_usd: '4',
        estimated_cost_pico_usd: '4',
      }),
    ]);
    const figures = {
      requests: 5,
      failedRequests: 1,
      inputTokens: 5_000_000_001,
      cachedInputTokens: 42,
      outputTokens: 63,
      costPicoUsd: '704',
      estimatedCostPicoUsd: '11',
    };
    expect(await report()).toEqual({
      from: '2026-10-24',
      to: '2026-11-22',
      timeZone: 'UTC',
      currency: 'USD',
      total: figures,
      rows: [{ day: '2026-11-22', ...figures }],
    });
  });

  it('is exact where a sum passes the integers of a number and of the database', async () => {
    const dearest = 2n ** 63n - 1n;
    await knex('cost_rollups').insert(
      [1, 2, 3].map(hour =>
        rollupRow(`2026-11-22T0${hour}:00Z`, {
          requests: 1,
          cost_pico_usd: dearest.toString(),
          estimated_cost_pico_usd: String(2 ** 53),
        }),
      ),
    );
    await knex('cost_rollups').insert(
      rollupRow('2026-11-21T01:00Z', {
        requests: 1,
        cost_pico_usd: '1',
        estimated_cost_pico_usd: '1',
      }),
    );
    const { rows, total } = await report();
    expect(rows.map((row: { costPicoUsd: string }) => row.costPicoUsd)).toEqual(
      ['1', (3n * dearest).toString()],
    );
    expect(total.costPicoUsd).toBe((3n * dearest + 1n).toString());
    expect(total.estimatedCostPicoUsd).toBe((3n * 2n ** 53n + 1n).toString());
  });

  describe('with days', () => {
    const onDays = (...rows: Array<[hourStart: string, cost: string]>) =>
      knex('cost_rollups').insert(
        rows.map(([hourStart, cost]) =>
          rollupRow(hourStart, { requests: 1, cost_pico_usd: cost }),
        ),
      );
    const byDay = async (
      timeZone: string,
      query: Record<string, string>,
    ): Promise<Array<[day: string, cost: string]>> => {
      const zoned = await OperationsBench.create(knex, { timeZone });
      const { rows } = await report(query, 'olga', zoned);
      return rows.map((row: { day: string; costPicoUsd: string }) => [
        row.day,
        row.costPicoUsd,
      ]);
    };

    it('begins them in the time zone, also when clocks go forward', async () => {
      await onDays(
        ['2026-03-28T22:00Z', '1'],
        ['2026-03-28T23:00Z', '10'],
        ['2026-03-29T21:00Z', '100'],
        ['2026-03-29T22:00Z', '1000'],
      );
      expect(
        await byDay('Europe/Berlin', { from: '2026-03-28', to: '2026-03-30' }),
      ).toEqual([
        ['2026-03-28', '1'],
        ['2026-03-29', '110'],
        ['2026-03-30', '1000'],
      ]);
    });

    it('keeps the 25th hour in its day when clocks go back', async () => {
      await onDays(
        ['2026-10-24T22:00Z', '1'],
        ['2026-10-25T22:00Z', '10'],
        ['2026-10-25T23:00Z', '100'],
      );
      expect(
        await byDay('Europe/Berlin', { from: '2026-10-25', to: '2026-10-26' }),
      ).toEqual([
        ['2026-10-25', '11'],
        ['2026-10-26', '100'],
      ]);
    });

    it('begins them at half past where the zone does', async () => {
      await onDays(
        ['2026-11-20T17:30Z', '1'],
        ['2026-11-20T18:30Z', '10'],
        ['2026-11-21T17:30Z', '100'],
        ['2026-11-21T18:30Z', '1000'],
      );
      expect(
        await byDay('Asia/Kolkata', { from: '2026-11-21', to: '2026-11-21' }),
      ).toEqual([['2026-11-21', '110']]);
    });

    it('takes the last 30 with today, where none are named', async () => {
      await onDays(
        ['2026-10-23T23:00Z', '1'],
        ['2026-10-24T00:00Z', '10'],
        ['2026-11-22T11:00Z', '100'],
      );
      expect(await byDay('UTC', {})).toEqual([
        ['2026-10-24', '10'],
        ['2026-11-22', '100'],
      ]);
    });

    it('takes today by the wall clock of the zone', async () => {
      const zoned = await OperationsBench.create(knex, {
        timeZone: 'Pacific/Kiritimati',
      });
      expect(await report({}, 'olga', zoned)).toMatchObject({
        from: '2026-10-25',
        to: '2026-11-23',
        timeZone: 'Pacific/Kiritimati',
      });
    });

    it('answers for 400 of them and refuses 401', async () => {
      const zoned = await OperationsBench.create(knex, {
        timeZone: 'Europe/Berlin',
      });
      await onDays(['2026-01-31T23:00Z', '1'], ['2027-03-07T22:00Z', '10']);
      const { rows } = await report(
        { from: '2026-02-01', to: '2027-03-07' },
        'olga',
        zoned,
      );
      expect(rows).toHaveLength(2);
      const { status, body } = await zoned.get('/costs', 'olga', {
        from: '2026-02-01',
        to: '2027-03-08',
      });
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        'A report spans at most 400 days; from 2026-02-01 to 2027-03-08 are more',
      );
    });

    it.each([
      [{ from: '2026-11-22', to: '2026-11-21' }, 'must not be later than'],
      [{ from: '2026-02-30' }, 'from'],
      [{ to: 'today' }, 'to'],
      [{ groupBy: ['day', 'team', 'model'] }, 'groupBy'],
      [{ groupBy: 'person' }, 'groupBy'],
      [{ team: '' }, "'' is no entity ref"],
    ])('refuses %j', async (query, message) => {
      const { status, body } = await bench.get(
        '/costs',
        'olga',
        query as Record<string, string>,
      );
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    });
  });

  describe('with groups', () => {
    beforeEach(async () => {
      await knex('cost_rollups').insert([
        rollupRow('2026-11-21T09:00Z', { requests: 1, cost_pico_usd: '5' }),
        rollupRow('2026-11-21T10:00Z', {
          requests: 1,
          cost_pico_usd: '20',
          application_ref: BASKET,
          key_id: 'key2',
        }),
        rollupRow('2026-11-22T09:00Z', {
          requests: 1,
          cost_pico_usd: '300',
          team_ref: SEARCH,
          key_id: 'key3',
          model_ref: OTHER,
        }),
        rollupRow('2026-11-22T10:00Z', {
          requests: 1,
          failed_requests: 1,
          team_ref: SALES,
          key_id: 'key4',
          model_ref: '',
        }),
      ]);
    });

    const grouped = async (query: Record<string, string | string[]>) => {
      const { rows } = await report(query);
      return rows.map(
        ({
          requests,
          costPicoUsd,
          ...row
        }: Record<string, unknown> & { costPicoUsd: string }) =>
          Object.fromEntries(
            Object.entries({ ...row, costPicoUsd }).filter(
              ([name]) => name === 'costPicoUsd' || !(name in NOTHING),
            ),
          ),
      );
    };

    it.each<[string | string[], Array<Record<string, string>>]>([
      [
        'team',
        [
          { teamRef: SEARCH, costPicoUsd: '300' },
          { teamRef: CHECKOUT, costPicoUsd: '25' },
          { teamRef: SALES, costPicoUsd: '0' },
        ],
      ],
      [
        'application',
        [
          { applicationRef: '', costPicoUsd: '305' },
          { applicationRef: BASKET, costPicoUsd: '20' },
        ],
      ],
      [
        'model',
        [
          { modelRef: OTHER, costPicoUsd: '300' },
          { modelRef: GPT, costPicoUsd: '25' },
          { modelRef: '', costPicoUsd: '0' },
        ],
      ],
      [
        'key',
        [
          { keyId: 'key3', costPicoUsd: '300' },
          { keyId: 'key2', costPicoUsd: '20' },
          { keyId: 'key1', costPicoUsd: '5' },
          { keyId: 'key4', costPicoUsd: '0' },
        ],
      ],
      [
        ['day', 'team'],
        [
          { day: '2026-11-21', teamRef: CHECKOUT, costPicoUsd: '25' },
          { day: '2026-11-22', teamRef: SEARCH, costPicoUsd: '300' },
          { day: '2026-11-22', teamRef: SALES, costPicoUsd: '0' },
        ],
      ],
      [
        ['team', 'team'],
        [
          { teamRef: SEARCH, costPicoUsd: '300' },
          { teamRef: CHECKOUT, costPicoUsd: '25' },
          { teamRef: SALES, costPicoUsd: '0' },
        ],
      ],
    ])(
      'tells apart by %s, the dearest first within a day',
      async (groupBy, rows) => {
        expect(await grouped({ groupBy })).toEqual(rows);
      },
    );

    it.each<[Record<string, string | string[]>, string]>([
      [{ team: 'checkout' }, '25'],
      [{ team: 'engineering' }, '325'],
      [{ team: [SALES, SEARCH] }, '300'],
      [{ application: 'basket' }, '20'],
      [{ model: 'AiModel:default/GPT-5' }, '300'],
      [{ team: SEARCH, model: GPT }, '0'],
    ])('narrows to %j, the total too', async (query, cost) => {
      const { total } = await report({ ...query, groupBy: 'team' });
      expect(total.costPicoUsd).toBe(cost);
    });

    it.each([
      ["a member sees their team's", 'ann', '25'],
      ["the head of a department sees its teams'", 'dora', '325'],
      ['operations sees all', 'olga', '325'],
    ])('%s', async (_, as, cost) => {
      const { total } = await report({}, as);
      expect(total.costPicoUsd).toBe(cost);
    });

    it('is empty, with a total of nothing, for a person without permission', async () => {
      const { rows, total } = await report({ team: CHECKOUT }, 'nick');
      expect(rows).toEqual([]);
      expect(total).toEqual(NOTHING);
    });

    it('cannot be widened by asking for another team', async () => {
      const { rows } = await report({ team: SALES, groupBy: 'team' }, 'ann');
      expect(rows).toEqual([]);
    });
  });
});
