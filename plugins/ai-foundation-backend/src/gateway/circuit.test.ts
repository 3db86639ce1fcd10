import { TestDatabases } from '@backstage/backend-test-utils';
import { GatewayBench } from './__testUtils__/GatewayBench';
import { messages, statusAndCode } from './__testUtils__/gatewayRequests';
import {
  completion,
  failing,
  json,
  ScriptedUpstream,
} from './__testUtils__/ScriptedUpstream';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const ask = { model: 'gpt-4o', messages };
const well = json(200, completion);
const OPEN_MS = 500;

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('a provider that keeps failing', () => {
  let upstream: ScriptedUpstream;
  let spare: ScriptedUpstream;
  let bench: GatewayBench;

  async function start({ withSpare = false } = {}): Promise<void> {
    upstream = await ScriptedUpstream.start();
    spare = await ScriptedUpstream.start();
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider: upstream,
      providerConfig: {
        retries: { max: 0 },
        circuit: { failures: 3, openMs: OPEN_MS },
      },
      ...(withSpare && { spare: { url: spare.url } }),
    });
  }

  /** Lets it fail until it counts as down. */
  async function fail(): Promise<void> {
    upstream.answers(failing(503));
    for (let call = 0; call < 3; call += 1) {
      await bench.post(ask);
    }
    upstream.answers(failing(503));
  }

  afterEach(async () => {
    await bench.stop();
    upstream.stop();
    spare.stop();
  });

  it('is left alone: requests are refused at once, held by nothing, and told when to come again', async () => {
    await start();
    await fail();
    const response = await bench.post(ask);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await statusAndCode(response)).toEqual({
      status: 503,
      code: 'provider_unavailable',
    });
    expect(upstream.seen).toHaveLength(0);
    expect((await bench.settledRows()).at(-1)).toMatchObject({
      outcome: 'refused',
      error_code: 'provider_unavailable',
      model_ref: 'aimodel:default/gpt-4o',
      hold_pico_usd: 0n,
      cost_pico_usd: 0n,
    });
    expect(bench.upstreams.states()).toMatchObject([
      {
        provider: 'openai',
        circuit: 'open',
        retryAtMs: expect.any(Number),
        lastFailure: { reason: 'status 503' },
      },
    ]);
  });

  it('is passed by: a fallback answers, in one attempt', async () => {
    await start({ withSpare: true });
    spare.answers(well);
    await fail();
    await bench.forgetRequests();
    const response = await bench.post(ask);
    expect(response.status).toBe(200);
    expect(upstream.seen).toHaveLength(0);
    expect(await bench.settledRows()).toMatchObject([
      {
        id: response.headers.get('x-ai-foundation-request-id'),
        attempt: 1,
        requested_model: 'gpt-4o',
        model_ref: 'aimodel:default/spare',
        provider: 'spare',
      },
    ]);
  });

  it('is tried by one request after a while, and serves all once that one was served', async () => {
    await start();
    await fail();
    await pause(OPEN_MS + 50);
    upstream.answers(async (response, seen) => {
      await pause(200);
      return well(response, seen);
    });
    const trial = bench.post(ask);
    await pause(100);
    expect(bench.upstreams.states()).toMatchObject([{ circuit: 'half-open' }]);
    expect((await bench.post(ask)).status).toBe(503);
    expect((await trial).status).toBe(200);
    expect(upstream.seen).toHaveLength(1);
    expect((await bench.post(ask)).status).toBe(200);
    expect(bench.upstreams.states()).toMatchObject([{ circuit: 'closed' }]);
  });

  it('is tried by one request alone, also of two that come together', async () => {
    await start();
    await fail();
    await pause(OPEN_MS + 50);
    upstream.answers(async (response, seen) => {
      await pause(200);
      return well(response, seen);
    });
    const both = await Promise.all([bench.post(ask), bench.post(ask)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 503]);
    expect(upstream.seen).toHaveLength(1);
  });

  it('is left alone again where that one failed', async () => {
    await start();
    await fail();
    await pause(OPEN_MS + 50);
    expect((await bench.post(ask)).status).toBe(503);
    expect((await bench.post(ask)).status).toBe(503);
    expect(upstream.seen).toHaveLength(1);
  });

  it('counts only what is its own fault', async () => {
    await start();
    upstream.answers(failing(400), failing(429), failing(401), failing(404));
    for (let call = 0; call < 8; call += 1) {
      await bench.post(ask);
    }
    expect(upstream.seen).toHaveLength(8);
    upstream.answers(
      failing(503),
      failing(503),
      well,
      failing(503),
      failing(503),
      well,
    );
    for (let call = 0; call < 6; call += 1) {
      await bench.post(ask);
    }
    expect(upstream.seen).toHaveLength(6);
    expect(bench.upstreams.states()).toMatchObject([{ circuit: 'closed' }]);
  });
});
