import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  APPLICATION,
  BenchCeiling,
  LedgerBench,
  MODEL,
  NOW_MS,
  TEAM,
} from './__testUtils__/LedgerBench';
import { RunningLedger } from './createLedger';
import { LedgerUnavailableError, Settlement } from './types';

jest.setTimeout(60_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('the ledger on %s', id => {
  const running: RunningLedger[] = [];
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
  });

  async function setUp(options: {
    ceilings?: BenchCeiling[];
    nowMs?: number;
    timeZone?: string;
  }) {
    const bench = await LedgerBench.create(knex, {
      keys: ['key1', 'key2'],
      ...options,
    });
    const ledger = bench.ledger(options);
    running.push(ledger);
    await ledger.start();
    return { bench, ledger: ledger.ledger, instanceId: ledger.instanceId };
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map(ledger => ledger.stop()));
  });

  describe('admit', () => {
    it('has the row and its holds in the database before it answers', async () => {
      const { bench, ledger, instanceId } = await setUp({
        ceilings: [
          { kind: 'organisation', amount: 100n },
          { kind: 'team', ref: TEAM, amount: 100n },
          { kind: 'team', ref: 'group:default/other', amount: 1n },
        ],
      });
      const admission = bench.admission(60n, {
        stream: true,
        clientRequestId: 'mine',
      });
      await expect(ledger.admit(admission)).resolves.toEqual({
        admitted: true,
      });
      expect(await bench.row(admission.subject.requestId)).toMatchObject({
        instance_id: instanceId,
        state: 'admitted',
        outcome: 'running',
        team_ref: TEAM,
        application_ref: '',
        client_request_id: 'mine',
        price_version: 'price',
        settled_at_ms: null,
      });
      expect(await bench.books()).toMatchObject({
        holds: 2,
        held: 120n,
        committed: 0n,
        rollupRequests: 0n,
      });
    });

    it('inserts nothing and names the ceiling that is in the way', async () => {
      const { bench, ledger } = await setUp({
        ceilings: [
          { kind: 'organisation', amount: 1_000n },
          { kind: 'key', ref: 'key1', amount: 100n },
        ],
      });
      await ledger.admit(bench.admission(70n));
      await expect(ledger.admit(bench.admission(31n))).resolves.toEqual({
        admitted: false,
        threshold: { response: 'stop', percent: 100, recipients: [] },
        reached: {
          ceilingId: expect.any(String),
          scopeKind: 'key',
          scopeRef: 'key1',
          windowKey: '2026-11',
          amountPicoUsd: 100n,
          committedPicoUsd: 0n,
          heldPicoUsd: 70n,
        },
      });
      expect(await bench.books()).toMatchObject({ rows: 1, holds: 2 });
      await expect(ledger.admit(bench.admission(30n))).resolves.toEqual({
        admitted: true,
      });
    });

    it.each<[BenchCeiling['kind'], string]>([
      ['organisation', ''],
      ['team', TEAM],
      ['application', APPLICATION],
      ['key', 'key1'],
      ['model', MODEL],
    ])('holds against the ceiling of the %s', async (kind, ref) => {
      const { bench, ledger } = await setUp({
        ceilings: [{ kind, ref, amount: 10n }],
      });
      const subject = { applicationRef: APPLICATION };
      const first = bench.admission(10n, subject);
      await ledger.admit(first);
      await expect(
        ledger.admit(bench.admission(1n, subject)),
      ).resolves.toMatchObject({
        admitted: false,
        reached: { scopeKind: kind, scopeRef: ref, heldPicoUsd: 10n },
      });
      await ledger.settle(bench.settlement(first, 9n));
      await expect(ledger.admit(bench.admission(1n, subject))).resolves.toEqual(
        { admitted: true },
      );
      await expect(
        ledger.admit(bench.admission(1n, subject)),
      ).resolves.toMatchObject({
        admitted: false,
        reached: { committedPicoUsd: 9n, heldPicoUsd: 1n },
      });
    });

    it('decides in order of arrival within a batch', async () => {
      const { bench, ledger } = await setUp({
        ceilings: [{ kind: 'organisation', amount: 10n }],
      });
      const results = await Promise.all(
        [6n, 6n, 4n, 1n].map(hold => ledger.admit(bench.admission(hold))),
      );
      expect(results.map(({ admitted }) => admitted)).toEqual([
        true,
        false,
        true,
        false,
      ]);
    });

    it('counts exactly beyond what a float can tell apart', async () => {
      const amount = 9_007_199_254_740_993n;
      const { bench, ledger } = await setUp({
        ceilings: [{ kind: 'organisation', amount }],
      });
      const first = bench.admission(amount - 1n);
      await ledger.admit(first);
      await expect(ledger.admit(bench.admission(2n))).resolves.toMatchObject({
        admitted: false,
      });
      await ledger.settle(bench.settlement(first, amount - 1n));
      await expect(ledger.admit(bench.admission(1n))).resolves.toEqual({
        admitted: true,
      });
      expect(await bench.books()).toMatchObject({
        cost: amount - 1n,
        rollupCost: amount - 1n,
        committed: amount - 1n,
      });
    });

    it('keeps text that a database would refuse', async () => {
      const { bench, ledger } = await setUp({});
      const admission = bench.admission(1n, {
        requestedModel: `a\0b\ud800c'?😀${'x'.repeat(300)}`,
        clientRequestId: '\udfff',
      });
      await ledger.admit(admission);
      const row = await bench.row(admission.subject.requestId);
      expect(row.requested_model).toMatch(/^a\ufffdb\ufffdc'\?😀x+$/);
      expect(row.client_request_id).toBe('\ufffd');
    });

    it('lets one item that the database refuses fail alone', async () => {
      const { bench, ledger } = await setUp({
        ceilings: [{ kind: 'organisation', amount: 1_000n }],
      });
      const earlier = bench.admission(5n);
      await ledger.admit(earlier);
      const results = await Promise.allSettled([
        ledger.admit(bench.admission(1n)),
        ledger.settle(bench.settlement(earlier, 5n)),
        ledger.admit(bench.admission(1n, { keyId: 'nobody' })),
        ledger.refuse(bench.refusal({ keyId: 'nobody' })),
        ledger.admit(bench.admission(1n, {}, { priceVersion: 'none' })),
        ledger.refuse(bench.refusal()),
        ledger.admit(bench.admission(1n)),
      ]);
      expect(results.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
        'rejected',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      expect(
        results.flatMap(result =>
          result.status === 'rejected' ? result.reason : [],
        ),
      ).toEqual(Array(3).fill(expect.any(LedgerUnavailableError)));
      expect(await bench.books()).toMatchObject({
        rows: 4,
        running: 2,
        held: 2n,
        committed: 5n,
        rollupRequests: 2n,
      });
    });

    it('fails when the gateway has stopped', async () => {
      const { bench, ledger } = await setUp({});
      await running[0].stop();
      await expect(ledger.admit(bench.admission(1n))).rejects.toThrow(
        LedgerUnavailableError,
      );
    });
  });

  describe('settle', () => {
    it('writes cost, committed spend, rollup and row, and releases the hold', async () => {
      const { bench, ledger } = await setUp({
        ceilings: [{ kind: 'organisation', amount: 100n }],
      });
      const admission = bench.admission(60n);
      await ledger.admit(admission);
      bench.clock.nowMs += 1_000;
      await ledger.settle(bench.settlement(admission, 40n));
      expect(await bench.row(admission.subject.requestId)).toMatchObject({
        state: 'settled',
        outcome: 'completed',
        http_status: 200,
        response_model: 'small-2026',
        provider_request_id: 'req_1',
        usage_source: 'provider',
        duration_ms: 12.25,
        time_to_first_byte_ms: 3.5,
        raw_usage: '{"prompt_tokens":7,"completion_tokens":3}',
      });
      expect(await bench.books()).toMatchObject({
        cost: 40n,
        committed: 40n,
        held: 0n,
        holds: 0,
        running: 0,
      });
      expect(await bench.rollups()).toEqual([
        {
          hourStart: '2026-11-22T12:00:00.000Z',
          teamRef: TEAM,
          keyId: 'key1',
          modelRef: MODEL,
          requests: 1,
          failed: 0,
          input: 7,
          cachedInput: 2,
          output: 3,
          cost: 40n,
          estimated: 0n,
        },
      ]);
      const key = await bench.knex('keys').where('id', 'key1').first();
      expect(Number(key.last_used_at_ms)).toBe(NOW_MS);
    });

    it('changes nothing the second time, in a batch or over time', async () => {
      const { bench, ledger } = await setUp({
        ceilings: [{ kind: 'organisation', amount: 100n }],
      });
      const admission = bench.admission(60n);
      await ledger.admit(admission);
      await Promise.all([
        ledger.settle(bench.settlement(admission, 40n)),
        ledger.settle(bench.settlement(admission, 50n)),
      ]);
      const books = await bench.books();
      const row = await bench.row(admission.subject.requestId);
      await ledger.settle(bench.settlement(admission, 60n));
      expect(books).toMatchObject({ cost: 40n, committed: 40n, holds: 0 });
      expect(await bench.books()).toEqual(books);
      expect(await bench.row(admission.subject.requestId)).toEqual(row);
    });

    it('ignores a request that was never admitted', async () => {
      const { bench, ledger } = await setUp({});
      await ledger.settle(bench.settlement(bench.admission(1n), 1n));
      expect(await bench.books()).toMatchObject({
        rows: 0,
        rollupRequests: 0n,
      });
    });

    it.each<[Partial<Settlement>, { failed: number; estimated: bigint }]>([
      [{ outcome: 'completed' }, { failed: 0, estimated: 0n }],
      [{ outcome: 'upstream_error' }, { failed: 1, estimated: 0n }],
      [
        { outcome: 'client_aborted', usageSource: 'estimated' },
        { failed: 0, estimated: 40n },
      ],
      [
        { outcome: 'truncated', usageSource: 'partial' },
        { failed: 1, estimated: 40n },
      ],
    ])('counts %j', async (rest, figures) => {
      const { bench, ledger } = await setUp({});
      const admission = bench.admission(60n);
      await ledger.admit(admission);
      await ledger.settle(bench.settlement(admission, 40n, rest));
      expect(await bench.rollups()).toMatchObject([{ cost: 40n, ...figures }]);
    });

    it('writes the true cost when it passed the hold, and says so loudly', async () => {
      const { bench, ledger } = await setUp({
        ceilings: [{ kind: 'organisation', amount: 100n }],
      });
      const admission = bench.admission(60n);
      await ledger.admit(admission);
      await ledger.settle(bench.settlement(admission, 70n));
      expect(await bench.books()).toMatchObject({ cost: 70n, committed: 70n });
      expect(bench.logger.error).toHaveBeenCalledWith(
        expect.stringContaining('more than its hold of 60'),
      );
    });

    it('says so when the sweep was faster', async () => {
      const { bench, ledger } = await setUp({});
      const admission = bench.admission(60n);
      await ledger.admit(admission);
      bench.clock.nowMs = admission.holdExpiresAtMs + 61_000;
      await bench.sweeper().sweep();
      await ledger.settle(bench.settlement(admission, 40n));
      expect(await bench.books()).toMatchObject({ cost: 60n, rollupCost: 60n });
      expect(bench.logger.warn).toHaveBeenCalledWith(
        expect.stringMatching(/was settled before it ended; it cost 40/),
      );
    });

    it('adds up beyond the integers of SQLite exactly, or not at all', async () => {
      const { bench, ledger } = await setUp({});
      const most = 2n ** 63n - 1n;
      const admissions = [bench.admission(most), bench.admission(most)];
      for (const admission of admissions) {
        await ledger.admit(admission);
        await ledger.settle(bench.settlement(admission, most));
      }
      const isExact = (await bench.books()).running === 0;
      expect(isExact).toBe(!id.startsWith('SQLITE'));
      expect(await bench.rollups()).toMatchObject([
        { cost: isExact ? 2n * most : most },
      ]);
    });

    it('leaves a settlement that makes no sense to the sweep', async () => {
      const { bench, ledger } = await setUp({});
      const admission = bench.admission(60n);
      await ledger.admit(admission);
      await ledger.settle(bench.settlement(admission, -1n));
      expect(await bench.books()).toMatchObject({ running: 1, cost: 0n });
      expect(bench.logger.error).toHaveBeenCalledWith(
        expect.stringContaining('left to the sweep'),
        expect.any(RangeError),
      );
    });
  });

  describe('refuse', () => {
    it('inserts a settled row at no cost and counts a failed request', async () => {
      const { bench, ledger } = await setUp({
        ceilings: [{ kind: 'organisation', amount: 100n }],
      });
      const refusal = bench.refusal({ modelRef: '' });
      await ledger.refuse(refusal);
      expect(await bench.row(refusal.subject.requestId)).toMatchObject({
        state: 'settled',
        outcome: 'refused',
        http_status: 403,
        error_code: 'model_not_approved',
        usage_source: 'none',
        price_version: null,
      });
      expect(await bench.rollups()).toMatchObject([
        { modelRef: '', requests: 1, failed: 1, cost: 0n, input: 0 },
      ]);
      expect(await bench.books()).toMatchObject({ holds: 0, committed: 0n });
    });
  });

  describe('time', () => {
    it('counts a request for the month in which it arrived', async () => {
      const zone = 'Europe/Berlin';
      const { bench, ledger } = await setUp({
        nowMs: Date.parse('2026-11-30T22:59:59.999Z'),
        timeZone: zone,
        ceilings: [{ kind: 'organisation', amount: 100n, timeZone: zone }],
      });
      const november = bench.admission(100n);
      await ledger.admit(november);
      await expect(ledger.admit(bench.admission(1n))).resolves.toMatchObject({
        admitted: false,
        reached: { windowKey: '2026-11' },
      });

      bench.clock.nowMs += 1;
      const december = bench.admission(100n);
      await expect(ledger.admit(december)).resolves.toEqual({ admitted: true });
      await ledger.settle(bench.settlement(november, 80n));
      await ledger.settle(bench.settlement(december, 90n));
      expect(
        await bench
          .knex('ceiling_spend')
          .orderBy('window_key')
          .select('window_key', 'committed_pico_usd'),
      ).toEqual([
        { window_key: '2026-11', committed_pico_usd: expect.anything() },
        { window_key: '2026-12', committed_pico_usd: expect.anything() },
      ]);
      expect(
        (await bench.rollups()).map(row => [row.hourStart, row.cost]),
      ).toEqual([
        ['2026-11-30T22:00:00.000Z', 80n],
        ['2026-11-30T23:00:00.000Z', 90n],
      ]);
    });

    it('keeps whole days in a time zone of half hours', async () => {
      const { bench, ledger } = await setUp({
        nowMs: Date.parse('2026-11-21T18:29:00Z'),
        timeZone: 'Asia/Kolkata',
      });
      for (const [minutes, cost] of [
        [0, 1n],
        [1, 2n],
        [59, 4n],
      ] as const) {
        bench.clock.nowMs =
          Date.parse('2026-11-21T18:29:00Z') + minutes * 60_000;
        const admission = bench.admission(10n);
        await ledger.admit(admission);
        await ledger.settle(bench.settlement(admission, cost));
      }
      expect(
        (await bench.rollups()).map(row => [row.hourStart, row.cost]),
      ).toEqual([
        ['2026-11-21T17:30:00.000Z', 1n],
        ['2026-11-21T18:30:00.000Z', 6n],
      ]);
    });
  });
});
