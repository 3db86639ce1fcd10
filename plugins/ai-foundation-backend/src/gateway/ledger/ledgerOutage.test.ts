import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerBench } from './__testUtils__/LedgerBench';
import { RunningLedger } from './createLedger';
import { LedgerUnavailableError } from './types';

jest.setTimeout(60_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('the ledger on %s', id => {
  const isSqlite = id.startsWith('SQLITE');
  let directory: string;
  let knex: Knex;
  let bench: LedgerBench;
  let running: RunningLedger;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-'));
    // In a file, because a database in memory does not survive its connection.
    knex = isSqlite
      ? knexFactory({
          client: 'better-sqlite3',
          connection: { filename: join(directory, 'ledger.sqlite') },
          useNullAsDefault: true,
        })
      : await databases.init(id);
  });

  beforeEach(async () => {
    bench = await LedgerBench.create(knex, {
      ceilings: [{ kind: 'organisation', amount: 1_000_000n }],
    });
    running = bench.ledger();
    await running.start();
  });

  afterEach(async () => {
    await running.stop();
  });

  afterAll(async () => {
    await knex.destroy();
    await rm(directory, { recursive: true });
  });

  /** Lets nobody else write until the answer is called. */
  async function block(): Promise<() => Promise<void>> {
    const transaction = await knex.transaction();
    if (!isSqlite) {
      await transaction.raw('LOCK TABLE requests IN ACCESS EXCLUSIVE MODE');
    }
    return async () => {
      await transaction.rollback();
    };
  }

  async function breakConnections(): Promise<void> {
    if (isSqlite) {
      await knex.destroy();
      await new Promise(resolve => setTimeout(resolve, 5));
      knex.initialize();
      return;
    }
    const other = knexFactory(knex.client.config);
    await other.raw(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await other.destroy();
  }

  async function eventually(check: () => Promise<void>): Promise<void> {
    const endMs = Date.now() + 10_000;
    for (;;) {
      try {
        await check();
        return;
      } catch (error) {
        if (Date.now() > endMs) {
          throw error;
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    }
  }

  it('refuses to admit without its database, and settles once it is back', async () => {
    const { ledger } = running;
    const admission = bench.admission(60n);
    await ledger.admit(admission);
    await knex.destroy();

    const startMs = Date.now();
    await expect(ledger.admit(bench.admission(1n))).rejects.toThrow(
      LedgerUnavailableError,
    );
    await expect(ledger.refuse(bench.refusal())).rejects.toThrow(
      LedgerUnavailableError,
    );
    expect(Date.now() - startMs).toBeLessThan(5_000);
    let settled = false;
    const settling = ledger
      .settle(bench.settlement(admission, 40n))
      .then(() => {
        settled = true;
      });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(settled).toBe(false);

    knex.initialize();
    await settling;
    expect(await bench.books()).toMatchObject({
      rows: 1,
      cost: 40n,
      committed: 40n,
      holds: 0,
    });
    await expect(ledger.admit(bench.admission(1n))).resolves.toEqual({
      admitted: true,
    });
  });

  it('lets nobody wait long for a database that is stuck, and voids what it commits late', async () => {
    const { ledger } = running;
    const earlier = bench.admission(60n);
    await ledger.admit(earlier);
    const unblock = await block();

    const startMs = Date.now();
    const late = bench.admission(1n);
    const admitting = ledger.admit(late);
    await new Promise(setImmediate);
    const waiting = ledger.admit(bench.admission(2n));
    const settling = ledger.settle(bench.settlement(earlier, 40n));
    expect(await Promise.allSettled([admitting, waiting])).toEqual(
      Array(2).fill({
        status: 'rejected',
        reason: expect.any(LedgerUnavailableError),
      }),
    );
    expect(Date.now() - startMs).toBeLessThan(8_000);

    await unblock();
    await settling;
    await eventually(async () => {
      expect(await bench.books()).toMatchObject({
        rows: 2,
        running: 0,
        holds: 0,
        cost: 40n,
        committed: 40n,
      });
    });
    expect(await bench.row(late.subject.requestId)).toMatchObject({
      outcome: 'refused',
      http_status: 503,
      error_code: 'ledger_unavailable',
    });
  });

  it('gives settlements that wait a last chance when the gateway stops', async () => {
    const admission = bench.admission(60n);
    await running.ledger.admit(admission);
    await knex.destroy();
    const settling = running.ledger.settle(bench.settlement(admission, 40n));
    // By now it waits for much longer than this test.
    await new Promise(resolve => setTimeout(resolve, 3_500));
    knex.initialize();
    const startMs = Date.now();
    await running.stop();
    await settling;
    expect(Date.now() - startMs).toBeLessThan(1_500);
    expect(await bench.books()).toMatchObject({ cost: 40n, holds: 0 });
    expect(
      await knex('gateway_instances').where('id', running.instanceId),
    ).toEqual([]);
  });

  it('stops within a bound without its database, and leaves the row to the sweep', async () => {
    const admission = bench.admission(60n);
    await running.ledger.admit(admission);
    await knex.destroy();
    const settling = running.ledger.settle(bench.settlement(admission, 40n));
    await running.stop();
    await settling;
    expect(bench.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('left to the sweep'),
    );
    knex.initialize();
    expect(await bench.books()).toMatchObject({ running: 1, holds: 1 });
  });

  it('agrees with its answers when connections break at any time', async () => {
    const { ledger } = running;
    let breaking = true;
    let failed = 0;
    let paid = 0n;
    const client = async () => {
      while (breaking) {
        const admission = bench.admission(1n);
        try {
          await ledger.admit(admission);
          paid += 1n;
          await ledger.settle(bench.settlement(admission, 1n));
        } catch {
          failed += 1;
        }
        await new Promise(setImmediate);
      }
    };
    const clients = Array.from({ length: 16 }, client);
    // On a busy machine it may take more times until one hits a commit.
    for (let time = 0; time < (failed > 0 ? 40 : 400); time += 1) {
      await new Promise(resolve => setTimeout(resolve, Math.random() * 50));
      await breakConnections();
    }
    breaking = false;
    await Promise.all(clients);

    expect(failed).toBeGreaterThan(0);
    await eventually(async () => {
      expect(await bench.books()).toMatchObject({ running: 0, holds: 0 });
    });
    const books = await bench.books();
    expect(books).toMatchObject({
      cost: paid,
      committed: paid,
      rollupCost: paid,
      rollupRequests: BigInt(books.rows),
    });
    expect(BigInt(books.rows - books.refused)).toBe(paid);
  });
});
