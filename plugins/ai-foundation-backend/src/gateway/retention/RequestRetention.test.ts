import { TestDatabases } from '@backstage/backend-test-utils';
import { LedgerBench, NOW_MS } from '../ledger/__testUtils__/LedgerBench';
import { RequestRetention } from './RequestRetention';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 86_400_000;
const OLD_MS = NOW_MS - 31 * DAY_MS;

describe.each(databases.eachSupportedId())(
  'retention of requests (%s)',
  databaseId => {
    it('deletes old rows that have ended, and keeps every sum', async () => {
      const bench = await LedgerBench.create(await databases.init(databaseId), {
        ceilings: [{ kind: 'organisation', amount: 10_000n }],
      });
      const running = bench.ledger();
      const arrive = async (arrivedAtMs: number, cost?: bigint) => {
        const admission = bench.admission(5n, { arrivedAtMs });
        await running.ledger.admit(admission);
        if (cost !== undefined) {
          await running.ledger.settle(bench.settlement(admission, cost));
        }
        return admission.subject.requestId;
      };
      await Promise.all(
        Array.from({ length: 1_200 }, (_, index) => arrive(OLD_MS - index, 1n)),
      );
      const stillRunning = await arrive(OLD_MS);
      const young = await arrive(NOW_MS - 29 * DAY_MS, 2n);
      const before = await bench.books();
      const rollups = await bench.rollups();
      const ceilings = await bench.ceilings();

      const retention = new RequestRetention({
        knex: bench.knex,
        config: { requestsDays: 30 },
        clock: () => NOW_MS,
      });
      const { signal } = new AbortController();
      expect(await retention.forget(signal)).toBe(1_200);
      expect(await retention.forget(signal)).toBe(0);

      const ids = await bench.knex('requests').pluck('id');
      expect(ids.sort()).toEqual([stillRunning, young].sort());
      expect(await bench.books()).toEqual({
        ...before,
        rows: 2,
        cost: 2n,
      });
      expect(await bench.rollups()).toEqual(rollups);
      expect(await bench.ceilings()).toEqual(ceilings);
      await running.stop();
    });
  },
);
