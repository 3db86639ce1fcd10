import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { BASKET, CHECKOUT, SALES, SEARCH } from '../__testUtils__/company';
import { insertKey, NOW, requestRow } from '../__testUtils__/ledgerRows';
import { OperationsBench } from '../__testUtils__/OperationsBench';
import { SCANNED_ROWS } from './RequestStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('requests on %s', databaseId => {
  let knex: Knex;
  let bench: OperationsBench;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    bench = await OperationsBench.create(knex);
    await insertKey(knex, { id: 'key1' });
    await insertKey(knex, { id: 'key2', team: SEARCH });
  });

  beforeEach(async () => {
    await knex('requests').delete();
  });

  async function insert(
    ...rows: Array<[id: string, row?: Record<string, unknown>]>
  ): Promise<void> {
    await knex('requests').insert(rows.map(row => requestRow(...row)));
  }

  async function idsFor(
    as: string,
    query: Record<string, string | number | string[]> = {},
  ): Promise<string[]> {
    const { body, status } = await bench.get('/requests', as, query);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body.items.map(({ id }: { id: string }) => id);
  }

  describe('GET /requests', () => {
    it('finds a request by any id that somebody has of it', async () => {
      const id = '01936e2c-5c00-7000-8000-000000000001';
      const again = '01936e2c-6c00-7000-8000-000000000002';
      const arrived = { arrived_at_ms: 0x01936e2c5c00 };
      await insert(
        [
          id,
          {
            ...arrived,
            client_request_id: 'mine',
            provider_request_id: 'theirs',
          },
        ],
        [again, { ...arrived, attempt: 2, call_id: id }],
        ['another', arrived],
      );
      expect(await idsFor('ann', { id })).toEqual([again, id]);
      expect(await idsFor('ann', { id: again })).toEqual([again]);
      expect(await idsFor('ann', { id: 'mine' })).toEqual([id]);
      expect(await idsFor('ann', { id: 'theirs' })).toEqual([id]);
      expect(await idsFor('ann', { id: 'nobody' })).toEqual([]);
      expect(await idsFor('cem', { id: 'mine' })).toEqual([]);
    });

    it('tells what happened, with money as exact text', async () => {
      await insert([
        'r1',
        {
          application_ref: BASKET,
          stream: true,
          cost_pico_usd: '9007199254740993',
          input_tokens: 5_000_000_000,
        },
      ]);
      const { body } = await bench.get('/requests', 'ann');
      expect(body).toEqual({
        items: [
          {
            id: 'r1',
            callId: 'r1',
            attempt: 1,
            at: '2026-11-22T12:00:00.000Z',
            keyId: 'key1',
            teamRef: CHECKOUT,
            applicationRef: BASKET,
            purpose: 'coding',
            tier: 'internal',
            dialect: 'openai',
            operation: 'chat.completions',
            stream: true,
            requestedModel: 'gpt-5-mini',
            modelRef: 'aimodel:default/gpt-5-mini',
            outcome: 'completed',
            httpStatus: 200,
            inputTokens: 5_000_000_000,
            outputTokens: 34,
            costPicoUsd: '9007199254740993',
            usageSource: 'provider',
            durationMs: 900.5,
            timeToFirstByteMs: 120.25,
          },
        ],
      });
    });

    it('leaves out what is not known, and costs nothing while it runs', async () => {
      await insert([
        'r1',
        {
          state: 'admitted',
          outcome: 'running',
          settled_at_ms: null,
          model_ref: '',
          http_status: null,
          usage_source: null,
          duration_ms: null,
          time_to_first_byte_ms: null,
          input_tokens: 0,
          output_tokens: 0,
          cost_pico_usd: '0',
        },
      ]);
      const { body } = await bench.get('/requests', 'ann');
      expect(body.items[0]).toMatchObject({
        outcome: 'running',
        costPicoUsd: '0',
      });
      for (const name of [
        'applicationRef',
        'modelRef',
        'httpStatus',
        'usageSource',
        'durationMs',
        'timeToFirstByteMs',
      ]) {
        expect(body.items[0]).not.toHaveProperty(name);
      }
    });

    it('pages through every request once, the newest first, while more arrive', async () => {
      await fc.assert(
        fc.asyncProperty(
          // Few instants, so that many requests share one.
          fc.array(fc.integer({ min: 0, max: 4 }), {
            minLength: 1,
            maxLength: 12,
          }),
          fc.integer({ min: 1, max: 5 }),
          async (arrivals, limit) => {
            await knex('requests').delete();
            const existing = arrivals.map((later, index) => ({
              id: `r${String(index).padStart(2, '0')}`,
              arrived_at_ms: NOW + later,
            }));
            await insert(
              ...existing.map(
                ({ id, ...row }): [string, Record<string, unknown>] => [
                  id,
                  row,
                ],
              ),
            );
            const seen: string[] = [];
            let cursor: string | undefined;
            do {
              const { body } = await bench.get('/requests', 'ann', {
                limit,
                ...(cursor && { cursor }),
              });
              expect(body.items.length).toBeLessThanOrEqual(limit);
              seen.push(...body.items.map(({ id }: { id: string }) => id));
              cursor = body.nextCursor;
              await insert([
                `new${seen.length}`,
                { arrived_at_ms: NOW + 100 + seen.length },
              ]);
            } while (cursor);
            const expected = existing
              .sort((a, b) =>
                b.arrived_at_ms === a.arrived_at_ms
                  ? b.id.localeCompare(a.id)
                  : b.arrived_at_ms - a.arrived_at_ms,
              )
              .map(({ id }) => id);
            expect(seen).toEqual(expected);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('gives no cursor where the last page is just full', async () => {
      await insert(['r1'], ['r2']);
      const { body } = await bench.get('/requests', 'ann', { limit: 2 });
      expect(body.items).toHaveLength(2);
      expect(body).not.toHaveProperty('nextCursor');
    });

    it.each([
      ['is no base64', '%%%'],
      ['is no JSON', Buffer.from('hello').toString('base64url')],
      ['is no pair', Buffer.from('[1]').toString('base64url')],
      ['has no instant', Buffer.from('["1","a"]').toString('base64url')],
      ['names too much', Buffer.from('[1,"a","b"]').toString('base64url')],
      ['is empty', ''],
    ])('refuses a cursor that %s', async (_, cursor) => {
      const { status, body } = await bench.get('/requests', 'ann', { cursor });
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        name: 'InputError',
        message: "'cursor' must be the 'nextCursor' of an earlier page",
      });
    });

    describe('with a filter', () => {
      beforeEach(async () => {
        await insert(
          ['r1', { arrived_at_ms: NOW - 2 }],
          ['r2', { arrived_at_ms: NOW - 1, application_ref: BASKET }],
          ['r3', { arrived_at_ms: NOW, team_ref: SEARCH, key_id: 'key2' }],
          [
            'r4',
            {
              arrived_at_ms: NOW + 1,
              model_ref: 'aimodel:default/gpt-5',
              outcome: 'refused',
              tier: 'restricted',
              provider: 'other',
              error_code: 'tier_not_permitted',
              usage_source: 'none',
              duration_ms: 900.75,
              cost_pico_usd: '9007199254740993',
            },
          ],
          [
            'r5',
            { arrived_at_ms: NOW + 2, state: 'admitted', outcome: 'running' },
          ],
          ['r6', { arrived_at_ms: NOW + 3, team_ref: SALES }],
        );
      });

      const at = (offset: number) => new Date(NOW + offset).toISOString();

      it.each<[string, Record<string, string | string[]>, string[]]>([
        ['nothing', {}, ['r6', 'r5', 'r4', 'r3', 'r2', 'r1']],
        ['from, inclusive', { from: at(2) }, ['r6', 'r5']],
        ['to, exclusive', { to: at(-1) }, ['r1']],
        ['a span', { from: at(-1), to: at(1) }, ['r3', 'r2']],
        ['a team', { team: SALES }, ['r6']],
        ['a team by its bare name', { team: 'Search' }, ['r3']],
        ['two teams', { team: [SEARCH, SALES] }, ['r6', 'r3']],
        [
          'a department, which means its teams',
          { team: 'group:default/engineering' },
          ['r5', 'r4', 'r3', 'r2', 'r1'],
        ],
        ['a team that is not there', { team: 'nobody' }, []],
        ['an application', { application: 'Component:Default/Basket' }, ['r2']],
        ['a key', { key: 'key2' }, ['r3']],
        ['a model', { model: 'AiModel:default/gpt-5' }, ['r4']],
        ['an outcome', { status: 'refused' }, ['r4']],
        ['a tier', { tier: 'restricted' }, ['r4']],
        ['a provider', { provider: 'other' }, ['r4']],
        ['an error', { error: 'tier_not_permitted' }, ['r4']],
        ['a source of tokens', { usageSource: 'none' }, ['r4']],
        ['what took long', { minDurationMs: '900.75' }, ['r4']],
        [
          'what cost much, to the pico-dollar',
          { minCostPicoUsd: '9007199254740993' },
          ['r4'],
        ],
        ['and by nothing above it', { minCostPicoUsd: '9007199254740994' }, []],
        ['what runs', { status: 'running' }, ['r5']],
        ['two outcomes', { status: ['running', 'refused'] }, ['r5', 'r4']],
        [
          'several at once',
          { team: CHECKOUT, status: 'completed' },
          ['r2', 'r1'],
        ],
      ])('narrows to %s', async (_, query, expected) => {
        expect(await idsFor('olga', query)).toEqual(expected);
      });

      it('refuses a ref that cannot be one', async () => {
        const { status, body } = await bench.get('/requests', 'olga', {
          team: 'group:default/',
        });
        expect(status).toBe(400);
        expect(body.error.message).toContain(
          "'group:default/' is no entity ref",
        );
      });

      it.each([
        ['limit', '0'],
        ['limit', '201'],
        ['from', 'yesterday'],
        ['status', 'lost'],
      ])('refuses %s=%s', async (name, value) => {
        const { status, body } = await bench.get('/requests', 'olga', {
          [name]: value,
        });
        expect(status).toBe(400);
        expect(body.error.message).toContain(name);
      });
    });

    it('refuses a filter that no database could hold', async () => {
      const { status, body } = await bench.get('/requests', 'olga', {
        key: ['key1', 'key\0'],
      });
      expect(status).toBe(400);
      expect(body.error.message).toContain('NUL');
    });

    describe('of very many', () => {
      const MANY = SCANNED_ROWS + 100;

      beforeEach(async () => {
        const rows = Array.from({ length: MANY }, (_, index) =>
          requestRow(`r${String(index).padStart(6, '0')}`, {
            arrived_at_ms: NOW + index,
            team_ref: index % 2 ? CHECKOUT : SEARCH,
            outcome: index === 7 ? 'timeout' : 'completed',
          }),
        );
        await knex.batchInsert('requests', rows, 400);
      });

      it('looks for a rare one in bounded steps, and finds it', async () => {
        const first = await bench.get('/requests', 'olga', {
          status: 'timeout',
        });
        expect(first.body).toMatchObject({
          items: [],
          searchedBackTo: new Date(NOW + MANY - SCANNED_ROWS).toISOString(),
        });
        const second = await bench.get('/requests', 'olga', {
          status: 'timeout',
          cursor: first.body.nextCursor,
        });
        expect(second.body.items).toMatchObject([{ id: 'r000007' }]);
        expect(second.body).not.toHaveProperty('nextCursor');
      });

      it('keeps the order over the teams that it follows', async () => {
        const ids = await idsFor('dora', { limit: 5 });
        expect(ids).toEqual(
          [1, 2, 3, 4, 5].map(
            back => `r${String(MANY - back).padStart(6, '0')}`,
          ),
        );
      });
    });

    describe('by permission', () => {
      beforeEach(async () => {
        await insert(
          ['r1', { team_ref: CHECKOUT }],
          ['r2', { team_ref: SEARCH }],
          ['r3', { team_ref: SALES }],
          ['r4', { team_ref: 'group:default/dissolved' }],
        );
      });

      it.each([
        ["a member sees their team's", 'ann', ['r1']],
        ["the head of a department sees its teams'", 'dora', ['r2', 'r1']],
        [
          'operations sees all, also of a team that is gone',
          'olga',
          ['r4', 'r3', 'r2', 'r1'],
        ],
        ['a person without permission sees an empty list', 'nick', []],
      ])('%s', async (_, as, expected) => {
        expect(await idsFor(as)).toEqual(expected);
      });

      it('cannot be widened by asking for another team', async () => {
        expect(await idsFor('ann', { team: SALES })).toEqual([]);
        expect(await idsFor('ann', { team: 'engineering' })).toEqual(['r1']);
        expect(await idsFor('nick', { team: CHECKOUT })).toEqual([]);
      });
    });
  });

  describe('GET /requests/{id}', () => {
    it('tells the whole story', async () => {
      const usage = {
        input: 12,
        cachedInput: 4,
        cacheWrite: 0,
        cacheWrite1h: 0,
        inputAudio: 0,
        output: 34,
        reasoning: 20,
        outputAudio: 0,
      };
      const rawUsage = { prompt_tokens: 12, completion_tokens: 34 };
      const decision = [
        {
          control: 'aup',
          verdict: 'passed',
          reason: 'Acknowledged version 1.0',
          inputs: { version: '1.0' },
        },
      ];
      await insert([
        'r1',
        {
          usage: JSON.stringify(usage),
          raw_usage: JSON.stringify(rawUsage),
          decision: JSON.stringify(decision),
          response_model: 'gpt-5-mini-2026-08-01',
          provider_request_id: 'req_1',
          client_request_id: 'mine',
        },
      ]);
      const { body } = await bench.get('/requests/r1', 'ann');
      expect(body).toMatchObject({
        id: 'r1',
        usage,
        rawUsage,
        decision,
        provider: 'demo',
        responseModel: 'gpt-5-mini-2026-08-01',
        providerRequestId: 'req_1',
        clientRequestId: 'mine',
        settledAt: '2026-11-22T12:00:00.900Z',
        holdPicoUsd: '5000000',
        costPicoUsd: '1234567',
      });
    });

    it('tells every attempt of its call, in order', async () => {
      await insert(
        ['r0'],
        ['r1', { outcome: 'upstream_error', cost_pico_usd: '0' }],
        ['r3', { call_id: 'r1', attempt: 3 }],
        ['r2', { call_id: 'r1', attempt: 2, outcome: 'upstream_error' }],
      );
      for (const id of ['r1', 'r2', 'r3']) {
        const { body } = await bench.get(`/requests/${id}`, 'ann');
        expect(body).toMatchObject({
          id,
          callId: 'r1',
          attempts: [
            { id: 'r1', attempt: 1, outcome: 'upstream_error' },
            { id: 'r2', attempt: 2, outcome: 'upstream_error' },
            { id: 'r3', attempt: 3, outcome: 'completed' },
          ],
        });
      }
      const { body } = await bench.get('/requests/r0', 'ann');
      expect(body.attempts).toHaveLength(1);
    });

    it('lets no attempt be written twice', async () => {
      await insert(['r1'], ['r2', { call_id: 'r1', attempt: 2 }]);
      await expect(
        insert(['r3', { call_id: 'r1', attempt: 2 }]),
      ).rejects.toThrow();
    });

    it('tells the hold of a request that runs', async () => {
      await insert([
        'r1',
        {
          state: 'admitted',
          outcome: 'running',
          settled_at_ms: null,
          cost_pico_usd: '0',
          hold_pico_usd: '9007199254740993',
        },
      ]);
      const { body } = await bench.get('/requests/r1', 'ann');
      expect(body).toMatchObject({
        outcome: 'running',
        costPicoUsd: '0',
        holdPicoUsd: '9007199254740993',
      });
      expect(body).not.toHaveProperty('settledAt');
      expect(body).not.toHaveProperty('usage');
    });

    it.each([
      ['of another team', 'eva', 'r1'],
      ['without permission', 'nick', 'r1'],
      ['that does not exist', 'olga', 'r2'],
    ])('does not find a request %s', async (_, as, id) => {
      await insert(['r1']);
      const { status, body } = await bench.get(`/requests/${id}`, as);
      expect(status).toBe(404);
      expect(body.error.name).toBe('NotFoundError');
    });
  });
});
