import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import knexFactory, { Knex } from 'knex';
import { join } from 'node:path';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  exampleConfig,
  GIL,
  ROCKETS,
  SWIFT,
} from '../../__testUtils__/exampleCompany';
import {
  GatewayProcess,
  startGatewayProcess,
} from '../../__testUtils__/startGatewayProcess';
import { Crowd } from './__testUtils__/Crowd';
import { OwnPostgres } from './__testUtils__/OwnPostgres';

jest.setTimeout(240_000);

/** Clients whose key may spend what it wants. */
const WIDE = 400;
/** Clients whose key is always at its ceiling, which grows step by step. */
const TIGHT = 100;
const STEP_CENTS = 1;
const STEP_MS = 300;
/** The clocks of the replicas, against this machine's. */
const SKEWS_MS = [0, 2_000, -2_000];
const PICO_USD_PER_CENT = 10_000_000_000n;

/** Money as the database sums it, exactly. */
const sumOf = async (query: Knex.QueryBuilder, column: string) => {
  const [{ sum }] = await query.select(
    query.client.raw(`CAST(coalesce(sum(${column}), 0) AS TEXT) AS sum`),
  );
  return BigInt(sum);
};

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Three replicas on one PostgreSQL, a crowd of clients, and what goes wrong in
 * the middle of it: a replica is killed, then the database.
 */
describe('the ledger of three replicas under faults', () => {
  let postgres: OwnPostgres;
  let knex: Knex;
  let provider: DemoProvider;
  let portal: ControlPlaneBench;
  let replicas: GatewayProcess[];
  let wide: Crowd;
  let tight: Crowd;
  let tightKeyId: string;
  /** Of the tight ceiling, as it was last asked for. */
  let cents = 0;
  let looks = 0;
  /** What was committed and held where it was over the ceiling. */
  const passed: bigint[] = [];
  let servedAgainAfterMs = 0;

  const everybody = () => [...wide.asked, ...tight.asked];

  const aiFoundation = () => ({
    ...exampleConfig.aiFoundation,
    providers: {
      openai: { baseUrl: provider.url, apiKey: 'demo-provider-credential' },
    },
  });

  const startReplica = (skewMs: number) =>
    startGatewayProcess({
      databaseUrl: postgres.url,
      aiFoundation: aiFoundation(),
      env: {
        NODE_OPTIONS: `--require ${join(
          __dirname,
          '__testUtils__/skewClock.cjs',
        )}`,
        CLOCK_SKEW_MS: String(skewMs),
      },
    });

  /** In one statement, so that nothing moves from one to the other meanwhile. */
  async function lookAtTheCeiling(): Promise<void> {
    const { rows } = await knex.raw(
      `SELECT CAST(
        coalesce((SELECT sum(committed_pico_usd) FROM ceiling_spend WHERE ceiling_id = c.id), 0) +
        coalesce((SELECT sum(amount_pico_usd) FROM holds WHERE ceiling_id = c.id), 0) AS TEXT) AS sum
      FROM ceilings c WHERE scope_kind = 'key' AND scope_ref = ?`,
      [tightKeyId],
    );
    const sum = BigInt(rows[0].sum);
    looks += 1;
    if (sum > BigInt(cents) * PICO_USD_PER_CENT) {
      passed.push(sum);
    }
  }

  async function raiseTheCeiling(): Promise<void> {
    cents += STEP_CENTS;
    const { status, body } = await portal.call(GIL, 'put', '/ceilings', {
      scope: { kind: 'key', ref: tightKeyId },
      amountUsd: (cents / 100).toFixed(2),
      reason: 'A step more.',
    });
    if (status === 400) {
      throw new Error(JSON.stringify(body));
    }
  }

  async function newKey(): Promise<{ id: string; secret: string }> {
    const { body } = await portal.call(ADA, 'post', '/keys', {
      owner: ROCKETS,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'internal',
      expiresInDays: 30,
    });
    return { id: body.key.id, secret: body.secret };
  }

  async function untilServed(): Promise<number> {
    const startedAtMs = performance.now();
    const known = wide.asked.length;
    while (!wide.asked.slice(known).some(({ answered }) => answered)) {
      await pause(20);
      if (performance.now() - startedAtMs > 30_000) {
        throw new Error('Nobody was served any more');
      }
    }
    return performance.now() - startedAtMs;
  }

  beforeAll(async () => {
    postgres = await OwnPostgres.start();
    knex = knexFactory({
      client: 'pg',
      connection: postgres.url,
      // It is told of every connection that the crash breaks.
      log: { error() {}, warn() {} },
    });
    provider = await startDemoProvider({ models: ['swift-1'] });
    portal = await ControlPlaneBench.create(knex, {
      config: { ...exampleConfig, aiFoundation: aiFoundation() },
    });
    await portal.makeReadyForKeys(ADA);
    const [wideKey, tightKey] = [await newKey(), await newKey()];
    tightKeyId = tightKey.id;
    await raiseTheCeiling();
    replicas = await Promise.all(SKEWS_MS.map(startReplica));
    const urls = () => replicas.map(({ url }) => url);
    wide = new Crowd({ urls, secret: wideKey.secret });
    tight = new Crowd({ urls, secret: tightKey.secret });

    wide.start(WIDE);
    tight.start(TIGHT);
    const looking = setInterval(() => {
      void lookAtTheCeiling().catch(() => undefined);
    }, 50);
    const raising = setInterval(() => void raiseTheCeiling(), STEP_MS);
    await untilServed();
    await pause(3_000);
    await replicas[1].stop('SIGKILL');
    await pause(1_000);
    replicas[1] = await startReplica(SKEWS_MS[1]);
    await pause(2_000);
    await postgres.kill();
    await pause(1_500);
    await postgres.restart();
    servedAgainAfterMs = await untilServed();
    await pause(3_000);
    clearInterval(raising);
    await Promise.all([wide.finish(), tight.finish()]);
    clearInterval(looking);
    // The sweep takes a gateway for dead after its heartbeat stood still for ten seconds.
    await portal.eventuallyWithin(60_000, async () => {
      const [{ open }] = await knex('requests')
        .where('state', 'admitted')
        .count({ open: '*' });
      return Number(open) === 0;
    });
  });

  afterAll(async () => {
    await Promise.all((replicas ?? []).map(replica => replica.stop()));
    await portal?.stop();
    await provider?.stop();
    await knex?.destroy();
    await postgres?.stop();
  });

  const rows = () => knex('requests');

  it('serves the crowd, before and after', () => {
    const served = everybody().filter(({ answered }) => answered);
    expect(served.length).toBeGreaterThan(WIDE + TIGHT);
    expect(servedAgainAfterMs).toBeLessThan(5_000);
  });

  it('is at the ceiling all the time and never passes it', async () => {
    await lookAtTheCeiling();
    expect(passed).toEqual([]);
    expect(looks).toBeGreaterThan(20);
    expect(tight.asked.map(({ status }) => status)).toContain(402);
  });

  it('tells clients nothing but 200, 402 and 503', () => {
    const statuses = new Set(everybody().map(({ status }) => status));
    statuses.delete(undefined);
    expect([...statuses].sort()).toEqual([200, 402, 503]);
  });

  it('has a row for every answer that a client has seen a byte of', async () => {
    const known = new Set(await rows().pluck('id'));
    const lost = everybody().filter(
      ({ answered, requestId }) => answered && !known.has(requestId!),
    );
    expect(lost).toEqual([]);
  });

  it('has a row for every request that the provider has seen', async () => {
    const recorded = new Map<string, number>();
    for (const id of await rows()
      .whereNot('outcome', 'refused')
      .pluck('client_request_id')) {
      recorded.set(id, (recorded.get(id) ?? 0) + 1);
    }
    const seen = Map.groupBy(provider.requests, ({ headers }) =>
      String(headers['x-client-request-id']),
    );
    expect(seen.size).toBeGreaterThan(WIDE + TIGHT);
    const lost = [...seen].filter(
      ([id, requests]) => requests.length > (recorded.get(id) ?? 0),
    );
    expect(lost).toEqual([]);
  });

  it('has settled everything, and the sums agree to the pico-dollar', async () => {
    expect(await knex('holds')).toEqual([]);
    const cost = await sumOf(rows(), 'cost_pico_usd');
    expect(cost).toBeGreaterThan(0n);
    expect(await sumOf(knex('cost_rollups'), 'cost_pico_usd')).toBe(cost);
    expect(await sumOf(knex('ceiling_spend'), 'committed_pico_usd')).toBe(
      await sumOf(rows().where('key_id', tightKeyId), 'cost_pico_usd'),
    );
  });

  it('charges what died with its replica at its hold', async () => {
    const unsettled = await rows().where('outcome', 'unsettled');
    expect(unsettled.length).toBeGreaterThan(0);
    expect(
      unsettled.every(row => row.cost_pico_usd === row.hold_pico_usd),
    ).toBe(true);
  });
});
