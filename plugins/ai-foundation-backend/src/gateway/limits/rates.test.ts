import { TestDatabases } from '@backstage/backend-test-utils';
import { NO_USAGE } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { LedgerBench } from '../ledger/__testUtils__/LedgerBench';
import { Admission, LedgerSubject } from '../ledger/types';
import { RateUse } from './RateWindow';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'limits per minute (%s)',
  databaseId => {
    let knex: Awaited<ReturnType<typeof databases.init>>;
    let bench: LedgerBench;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
    });

    beforeEach(async () => {
      bench = await LedgerBench.create(knex, { keys: ['key1', 'key2'] });
    });

    function asking(
      rate: Partial<RateUse>,
      subject: Partial<LedgerSubject> = {},
    ): Admission {
      return bench.admission(1n, subject, {
        rate: {
          requestsPerMinute: undefined,
          tokensPerMinute: undefined,
          requests: 1,
          tokens: 0,
          ...rate,
        },
      });
    }

    it('are one limit for all replicas, exactly', async () => {
      const replicas = [bench.ledger(), bench.ledger(), bench.ledger()];
      const results = await Promise.all(
        Array.from({ length: 90 }, (_, index) =>
          replicas[index % 3].ledger.admit(
            asking(
              { requestsPerMinute: 20 },
              { keyId: index % 2 ? 'key1' : 'key2' },
            ),
          ),
        ),
      );
      expect(results.filter(({ admitted }) => admitted)).toHaveLength(40);
      expect(await bench.books()).toMatchObject({ rows: 40, running: 40 });
      const refused = results.find(result => 'rate' in result);
      expect(refused).toMatchObject({
        rate: { limit: 'requests', perMinute: 20, used: 20 },
      });

      bench.clock.nowMs += 61_000;
      await expect(
        replicas[1].ledger.admit(asking({ requestsPerMinute: 20 })),
      ).resolves.toEqual({ admitted: true });
      await Promise.all(replicas.map(replica => replica.stop()));
    });

    it('count the tokens that were used once a request has ended', async () => {
      const [one, other] = [bench.ledger(), bench.ledger()];
      const rate = { tokensPerMinute: 1_000, tokens: 900 };
      const first = asking(rate);
      await expect(one.ledger.admit(first)).resolves.toEqual({
        admitted: true,
      });
      await expect(other.ledger.admit(asking(rate))).resolves.toMatchObject({
        rate: { limit: 'tokens', used: 900 },
      });
      await other.ledger.settle(
        bench.settlement(first, 1n, {
          usage: { ...NO_USAGE, input: 60, output: 40 },
          rateTokens: 900,
        }),
      );
      await expect(other.ledger.admit(asking(rate))).resolves.toEqual({
        admitted: true,
      });
      await expect(one.ledger.admit(asking(rate))).resolves.toMatchObject({
        rate: { limit: 'tokens', used: 1_000 },
      });
      await Promise.all([one.stop(), other.stop()]);
    });

    it('hold nothing for what they refuse, and write nothing for keys without', async () => {
      await bench.setCeiling({ kind: 'organisation', amount: 1_000n });
      const running = bench.ledger();
      await running.ledger.admit(bench.admission(1n, { keyId: 'key2' }));
      await running.ledger.admit(asking({ requestsPerMinute: 1 }));
      await running.ledger.admit(asking({ requestsPerMinute: 1 }));
      expect((await bench.ceilings())[0]).toMatchObject({ held: 2n });
      expect(await knex('key_rates').pluck('key_id')).toEqual(['key1']);
      await running.stop();
    });

    it('do not come back with a transaction that was undone', async () => {
      const running = bench.ledger();
      await bench.withoutTable('requests', async () => {
        await expect(
          running.ledger.admit(asking({ requestsPerMinute: 1 })),
        ).rejects.toThrow();
      });
      await expect(
        running.ledger.admit(asking({ requestsPerMinute: 1 })),
      ).resolves.toEqual({ admitted: true });
      await running.stop();
    });
  },
);
