import { TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { LedgerBench, NOW_MS, TEAM } from './__testUtils__/LedgerBench';
import { RunningLedger } from './createLedger';
import { AdmissionResult } from './types';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const REPLICAS = 3;
const CLIENTS_PER_REPLICA = 6;

describe.each(databases.eachSupportedId())(
  'responses of ceilings under concurrency (%s)',
  databaseId => {
    let bench: LedgerBench;
    let replicas: RunningLedger[];

    const start = async (
      options: NonNullable<Parameters<typeof LedgerBench.create>[1]>,
    ) => {
      bench = await LedgerBench.create(
        await databases.init(databaseId),
        options,
      );
      replicas = Array.from({ length: REPLICAS }, () => bench.ledger());
      await Promise.all(replicas.map(replica => replica.start()));
    };

    afterEach(async () => {
      await Promise.all(replicas.map(replica => replica.stop()));
    });

    /** Many clients ask at once, each some times; what is admitted stays running. */
    const crowd = async (asksPerClient: number, hold: bigint) => {
      const results: AdmissionResult[] = [];
      await Promise.all(
        replicas.flatMap(({ ledger }) =>
          Array.from({ length: CLIENTS_PER_REPLICA }, async () => {
            for (let ask = 0; ask < asksPerClient; ask++) {
              results.push(await ledger.admit(bench.admission(hold)));
            }
          }),
        ),
      );
      return {
        admitted: results.filter(({ admitted }) => admitted).length,
        throttled: results.filter(
          result =>
            !result.admitted &&
            'threshold' in result &&
            result.threshold.response === 'throttle',
        ).length,
        stopped: results.filter(
          result =>
            !result.admitted &&
            'threshold' in result &&
            result.threshold.response === 'stop',
        ).length,
      };
    };

    it('lets exactly as many requests a minute pass as a throttle says', async () => {
      await start({
        ceilings: [
          {
            kind: 'team',
            ref: TEAM,
            amount: 100_000n,
            thresholds: [
              { response: 'throttle', percent: 50, requestsPerMinute: 7 },
              { response: 'stop', percent: 100 },
            ],
          },
        ],
      });
      // Up to the threshold, everything passes.
      expect(await crowd(1, 2_500n)).toEqual({
        admitted: 18,
        throttled: 0,
        stopped: 0,
      });
      expect(await crowd(3, 2_500n)).toEqual({
        // Two more reach one half; then seven in this minute.
        admitted: 2 + 7,
        throttled: 54 - 9,
        stopped: 0,
      });
      bench.clock.nowMs += 59_999;
      expect((await crowd(1, 1n)).admitted).toBe(0);
      bench.clock.nowMs += 1;
      expect((await crowd(1, 1n)).admitted).toBe(7);
    });

    it('writes the first refusal down once, on whichever replica', async () => {
      await start({
        ceilings: [{ kind: 'team', ref: TEAM, amount: 100n }],
      });
      expect((await crowd(4, 30n)).admitted).toBe(3);
      expect(await bench.knex('ceiling_events')).toMatchObject([
        {
          response: 'stop',
          percent: 100,
          window_key: '2026-11',
          noticed_by: 'refusal',
          alerted_at_ms: null,
        },
      ]);
    });

    it('refuses nothing where it only alerts, and counts all the same', async () => {
      await start({
        ceilings: [
          {
            kind: 'team',
            ref: TEAM,
            amount: 100n,
            thresholds: [{ response: 'alert', percent: 100 }],
          },
        ],
      });
      expect((await crowd(1, 30n)).admitted).toBe(18);
      expect((await bench.ceilings())[0].held).toBe(18n * 30n);
    });

    it('is not held to a ceiling of a demo, outside of one', async () => {
      await start({ ceilings: [{ kind: 'team', ref: TEAM, amount: 100n }] });
      await bench.knex('ceilings').update({ origin: 'demo' });
      expect((await crowd(1, 30n)).admitted).toBe(18);
    });

    it('never passes a ceiling whose raise ends meanwhile', async () => {
      await start({ ceilings: [{ kind: 'team', ref: TEAM, amount: 1_000n }] });
      const { id } = await bench.knex('ceilings').first('id');
      const untilMs = NOW_MS + 1_000;
      await bench.knex('ceiling_raises').insert({
        id: randomUUID(),
        ceiling_id: id,
        before_pico_usd: '1000',
        amount_pico_usd: '2000',
        until_ms: untilMs,
        reason: 'For tests',
        requested_by: 'user:default/ada',
        requested_at_ms: 0,
        decision: 'approved',
      });
      const passed: Array<{ atMs: number; requestId: string }> = [];
      await Promise.all(
        replicas.flatMap(({ ledger }) =>
          Array.from({ length: CLIENTS_PER_REPLICA }, async () => {
            for (let ask = 0; ask < 8; ask++) {
              bench.clock.nowMs += 10;
              const admission = bench.admission(50n);
              const { admitted } = await ledger.admit(admission);
              if (admitted) {
                const { arrivedAtMs, requestId } = admission.subject;
                passed.push({ atMs: arrivedAtMs, requestId });
              }
            }
          }),
        ),
      );
      // Twenty at 50 fill the ceiling, twenty more the raise, and it holds to the end.
      expect(passed.filter(({ atMs }) => atMs >= untilMs).length).toBe(
        Math.max(0, 20 - passed.filter(({ atMs }) => atMs < untilMs).length),
      );
      expect(passed.length).toBeLessThanOrEqual(40);
      expect(passed.length).toBeGreaterThan(20);
      bench.clock.nowMs = untilMs;
      await expect(
        replicas[0].ledger.admit(bench.admission(1n)),
      ).resolves.toMatchObject({
        admitted: false,
        reached: { amountPicoUsd: 1_000n },
      });
    });

    it('counts a day, a week and a month side by side', async () => {
      await start({
        ceilings: [
          { kind: 'team', ref: TEAM, amount: 100n, window: 'day' },
          { kind: 'team', ref: TEAM, amount: 250n, window: 'week' },
          { kind: 'team', ref: TEAM, amount: 1_000n, window: 'month' },
        ],
      });
      // Sunday, the last day of its ISO week.
      expect((await crowd(1, 30n)).admitted).toBe(3);
      bench.clock.nowMs += 86_400_000;
      expect((await crowd(1, 30n)).admitted).toBe(3);
      bench.clock.nowMs += 86_400_000;
      expect((await crowd(1, 30n)).admitted).toBe(3);
      bench.clock.nowMs += 86_400_000;
      // Of the week, 250 less 180 are left; of the day, 100.
      expect((await crowd(1, 30n)).admitted).toBe(2);
    });
  },
);
