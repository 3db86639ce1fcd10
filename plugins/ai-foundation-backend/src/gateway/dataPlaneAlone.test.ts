import { gatewayHealthSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { CuttableProxy } from '../__testUtils__/CuttableProxy';
import { ControlPlaneBench } from '../__testUtils__/ControlPlaneBench';
import {
  ADA,
  exampleConfig,
  GIL,
  ROCKETS,
  SWIFT,
} from '../__testUtils__/exampleCompany';
import {
  databaseUrlOf,
  GatewayProcess,
  startGatewayProcess,
} from '../__testUtils__/startGatewayProcess';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;
const METRICS_PORT = '9465';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

// Processes do not share a database on SQLite.
describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'a data plane alone (%s)',
  databaseId => {
    let provider: DemoProvider;
    let bench: ControlPlaneBench;
    let database: CuttableProxy;
    let gateway: GatewayProcess;
    let key: { id: string; secret: string };

    const aiFoundation = () => ({
      ...exampleConfig.aiFoundation,
      providers: {
        openai: { baseUrl: provider.url, apiKey: 'demo-provider-credential' },
      },
    });

    const processOptions = (gatewayConfig: Record<string, unknown> = {}) => ({
      databaseUrl: databaseUrlOf(bench.knex),
      aiFoundation: { ...aiFoundation(), gateway: gatewayConfig },
    });

    beforeAll(async () => {
      provider = await startDemoProvider({ models: ['swift-1', 'deep-1'] });
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        config: { ...exampleConfig, aiFoundation: aiFoundation() },
      });
      await bench.makeReadyForKeys(ADA);
      database = await CuttableProxy.create(databaseUrlOf(bench.knex));
      gateway = await startGatewayProcess({
        ...processOptions(),
        databaseUrl: database.through(databaseUrlOf(bench.knex)),
        env: { METRICS_PORT },
      });
    });

    beforeEach(async () => {
      key = await newKey();
    });

    afterAll(async () => {
      await gateway?.stop();
      database?.stop();
      await bench?.stop();
      await provider.stop();
    });

    async function newKey(): Promise<{ id: string; secret: string }> {
      const { body, status } = await bench.call(ADA, 'post', '/keys', {
        owner: ROCKETS,
        purpose: 'coding',
        models: [SWIFT],
        tier: 'internal',
        expiresInDays: 30,
      });
      expect({ status, body }).toMatchObject({ status: 201 });
      return { id: body.key.id, secret: body.secret };
    }

    const ask = (
      options: {
        url?: string;
        secret?: string;
        stream?: boolean;
        behaviour?: string;
      } = {},
    ) =>
      fetch(`${options.url ?? gateway.url}/openai/v1/chat/completions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${options.secret ?? key.secret}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          model: 'swift-1',
          stream: options.stream ?? false,
          metadata: { demo_behaviour: options.behaviour ?? '' },
          messages: [{ role: 'user', content: 'Say something useful' }],
        }),
      });

    const rowsOf = (keyId: string) =>
      bench.knex('requests').where('key_id', keyId).orderBy('id');

    const idsOf = (rows: Array<{ id: string }>) => rows.map(({ id }) => id);

    const statusOf = async () => {
      const response = await ask();
      await response.text();
      return response.status;
    };

    /** How long it takes until it answers so. */
    async function msUntil(status: number): Promise<number> {
      const startedAtMs = performance.now();
      while ((await statusOf()) !== status) {
        expect(performance.now() - startedAtMs).toBeLessThan(10_000);
        await new Promise(resolve => setTimeout(resolve, 25));
      }
      return performance.now() - startedAtMs;
    }

    it('serves a key that the portal has issued, and writes its row', async () => {
      expect(await statusOf()).toBe(200);
      await bench.eventually(async () => {
        const [row] = await rowsOf(key.id);
        return row.outcome === 'completed';
      });
    });

    it('refuses a key in use within two seconds of its revocation, and lets its stream end', async () => {
      const stream = await ask({ stream: true, behaviour: 'chunk-delay:20' });
      await bench.call(ADA, 'delete', `/keys/${key.id}`);
      expect(await msUntil(401)).toBeLessThan(2_000);
      expect(await stream.text()).toContain('[DONE]');
    });

    it('stops at a suspended key in use within two seconds, and goes on as soon', async () => {
      expect(await statusOf()).toBe(200);
      const change = (what: string) =>
        bench.call(ADA, 'post', `/keys/${key.id}/${what}`, {
          reason: 'It may have been seen by others.',
        });
      expect((await change('suspension')).status).toBeLessThan(300);
      expect(await msUntil(403)).toBeLessThan(2_000);
      expect((await change('resumption')).status).toBeLessThan(300);
      expect(await msUntil(200)).toBeLessThan(2_000);
    });

    it('answers 503 without its database, and serves again by itself', async () => {
      expect(await statusOf()).toBe(200);
      const seen = provider.requests.length;
      const unseenKey = await newKey();
      database.cut();
      const statuses = new Set<number>();
      const codes = new Set<string>();
      const endAt = performance.now() + 3_000;
      while (performance.now() < endAt) {
        for (const secret of [key.secret, unseenKey.secret]) {
          const response = await ask({ secret });
          statuses.add(response.status);
          codes.add((await response.json()).error.code);
        }
      }
      expect([...statuses]).toEqual([503]);
      expect([...codes].sort()).toEqual([
        'ledger_unavailable',
        'policy_unavailable',
      ]);
      expect(provider.requests).toHaveLength(seen);
      expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(503);
      database.join();
      expect(await msUntil(200)).toBeLessThan(5_000);
    });

    it('has no control plane', async () => {
      const response = await fetch(`${gateway.url}/api/ai-foundation/keys`);
      expect(response.status).toBe(404);
    });

    it('is ready, and tells the portal how its controls are', async () => {
      const ready = () => fetch(`${gateway.url}/health/ready`);
      await bench.eventually(async () => (await ready()).ok);
      expect(await (await ready()).json()).toEqual({ status: 'ready' });
      expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
      const health = () => bench.call(GIL, 'get', '/gateway/health');
      await bench.eventually(
        async () => (await health()).body.state === 'ready',
      );
      const { body } = await health();
      expect(gatewayHealthSchema.parse(body)).toMatchObject({
        state: 'ready',
        replicas: [
          { role: 'portal', answering: true, state: 'ready' },
          { role: 'data-plane', answering: false, state: 'ready' },
        ],
      });
      expect(
        body.replicas[1].controls.map(({ id }: { id: string }) => id),
      ).toEqual(
        expect.arrayContaining([
          'policy',
          'catalog',
          'ledger',
          'queue',
          'clock',
        ]),
      );
    });

    it('tells Prometheus what it measures', async () => {
      expect(await statusOf()).toBe(200);
      const text = await (
        await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)
      ).text();
      expect(text).toMatch(
        /^gen_ai_client_token_usage_sum\{.*gen_ai_request_model="swift",.*gen_ai_token_type="output"/m,
      );
      expect(text).toMatch(/^ai_foundation_gateway_overhead_count/m);
    });

    it('lets streams end when it is told to stop, breaks off the others at its deadline, and loses no row', async () => {
      const other = await startGatewayProcess(
        processOptions({ shutdownMs: 2_000 }),
      );
      const asking = (behaviour: string, stream: boolean) =>
        ask({ url: other.url, stream, behaviour });
      const short = await asking('chunk-delay:10', true);
      const long = await asking('chunk-delay:5000', true);
      const hanging = asking('hang', false);
      await bench.eventually(async () => (await rowsOf(key.id)).length === 3);
      const startedAtMs = performance.now();
      const stopped = other.stop();

      expect(await short.text()).toContain('[DONE]');
      expect(await long.text()).not.toContain('[DONE]');
      expect((await hanging).status).toBeGreaterThanOrEqual(500);
      expect(await stopped).toEqual({ code: 0 });
      expect(performance.now() - startedAtMs).toBeLessThan(6_000);
      const rows = await rowsOf(key.id);
      expect(rows.map(({ state }) => state)).toEqual(Array(3).fill('settled'));
      expect(rows[0].outcome).toBe('completed');
      expect(rows.map(({ usage_source }) => usage_source)).not.toContain(
        'unsettled',
      );
      expect(
        await bench.knex('holds').whereIn('request_id', idsOf(rows)),
      ).toEqual([]);
    });

    it('goes on while the portal is away, until the catalog is too old', async () => {
      await bench.stop();
      const readAgo = (ageMs: number) =>
        bench.knex('shared_catalog').update({ read_at_ms: Date.now() - ageMs });
      await readAgo(30 * MINUTE_MS);
      await new Promise(resolve => setTimeout(resolve, 1_000));
      expect(await statusOf()).toBe(200);
      await readAgo(61 * MINUTE_MS);
      await msUntil(503);
      await readAgo(0);
      await msUntil(200);
    });
  },
);
