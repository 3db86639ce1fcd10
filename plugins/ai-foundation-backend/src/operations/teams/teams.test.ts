import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { CHECKOUT, SALES, SEARCH } from '../__testUtils__/company';
import { insertKey, NOW, rollupRow } from '../__testUtils__/ledgerRows';
import { OperationsBench } from '../__testUtils__/OperationsBench';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('teams on %s', databaseId => {
  let bench: OperationsBench;

  beforeAll(async () => {
    const knex: Knex = await databases.init(databaseId);
    bench = await OperationsBench.create(knex, {
      acknowledgedBy: ['user:default/ann', 'user:default/dora'],
    });
    await insertKey(knex, { id: 'works' });
    await insertKey(knex, { id: 'expired', expiresAtMs: NOW });
    await insertKey(knex, { id: 'revoked', revokedAtMs: NOW - 1 });
    await insertKey(knex, { id: 'search', team: SEARCH });
    await knex('cost_rollups').insert([
      rollupRow('2026-10-31T23:00Z', { requests: 1, cost_pico_usd: '1' }),
      rollupRow('2026-11-01T00:00Z', { requests: 1, cost_pico_usd: '10' }),
      rollupRow('2026-11-22T11:00Z', { requests: 2, cost_pico_usd: '100' }),
      rollupRow('2026-11-22T11:00Z', {
        requests: 4,
        cost_pico_usd: '1000',
        team_ref: SEARCH,
      }),
    ]);
  });

  describe('GET /teams', () => {
    it('tells how each team stands this month', async () => {
      const { body } = await bench.get('/teams', 'olga');
      expect(body.items).toEqual([
        {
          ref: CHECKOUT,
          title: 'Checkout',
          parentRef: 'group:default/engineering',
          members: 2,
          acknowledged: 1,
          activeKeys: 1,
          month: expect.objectContaining({ requests: 3, costPicoUsd: '110' }),
        },
        {
          ref: SALES,
          title: 'Sales',
          members: 1,
          acknowledged: 0,
          activeKeys: 0,
          month: expect.objectContaining({ requests: 0, costPicoUsd: '0' }),
        },
        {
          ref: SEARCH,
          title: 'Search',
          parentRef: 'group:default/engineering',
          members: 1,
          acknowledged: 0,
          activeKeys: 1,
          month: expect.objectContaining({ requests: 4, costPicoUsd: '1000' }),
        },
      ]);
    });

    it.each([
      ['ann', [CHECKOUT]],
      ['dora', [CHECKOUT, SEARCH]],
      ['eva', [SALES]],
      ['nick', []],
    ])('shows %s the teams %j', async (as, refs) => {
      const { body } = await bench.get('/teams', as);
      expect(body.items.map(({ ref }: { ref: string }) => ref)).toEqual(refs);
    });
  });

  describe('GET /teams/{namespace}/{name}', () => {
    it('finds a team in any case', async () => {
      const { body } = await bench.get('/teams/Default/Checkout', 'ann');
      expect(body).toMatchObject({ ref: CHECKOUT, activeKeys: 1 });
    });

    it('sums the teams below a department, and counts each person once', async () => {
      const { body } = await bench.get('/teams/default/engineering', 'dora');
      expect(body).toMatchObject({
        ref: 'group:default/engineering',
        members: 4,
        acknowledged: 2,
        activeKeys: 2,
        month: { requests: 7, costPicoUsd: '1110' },
      });
      expect(body).not.toHaveProperty('parentRef');
    });

    it.each([
      ['a team of others', 'sales', 'ann'],
      ['a department that they see a part of', 'engineering', 'ann'],
      ['a team, without permission', 'checkout', 'nick'],
      ['what does not exist', 'nowhere', 'olga'],
    ])('does not find %s', async (_, name, as) => {
      const { status, body } = await bench.get(`/teams/default/${name}`, as);
      expect(status).toBe(404);
      expect(body.error.name).toBe('NotFoundError');
    });
  });
});
