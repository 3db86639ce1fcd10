import { TestDatabases } from '@backstage/backend-test-utils';
import { AddressInfo, createServer } from 'node:net';
import {
  BenchOptions,
  GatewayBench,
  SECRET,
} from './__testUtils__/GatewayBench';
import { PolicyKey, PolicyModel } from './policy/PolicySnapshot';
import { messages, statusAndCode } from './__testUtils__/gatewayRequests';
import {
  chunk,
  completion,
  events,
  failing,
  json,
  ScriptedUpstream,
  Step,
  USAGE_COST,
} from './__testUtils__/ScriptedUpstream';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const GPT = 'aimodel:default/gpt-4o';
const SPARE = 'aimodel:default/spare';
const ask = { model: 'gpt-4o', messages };
const well = json(200, completion);
/** So many failures that no circuit opens. */
const PATIENT = { circuit: { failures: 1_000 } };

/** Cuts the connection where an answer was waited for. */
const hangsUp: Step = response => void response.socket?.destroy();

describe('attempts at a provider', () => {
  let upstream: ScriptedUpstream;
  let spare: ScriptedUpstream;
  let bench: GatewayBench;

  async function start(options: Partial<BenchOptions>): Promise<void> {
    upstream = await ScriptedUpstream.start();
    spare = await ScriptedUpstream.start();
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider: upstream,
      providerConfig: PATIENT,
      ...options,
    });
  }

  async function stop(): Promise<void> {
    await bench.stop();
    upstream.stop();
    spare.stop();
  }

  describe('with one provider', () => {
    beforeAll(() => start({ gateway: { firstByteTimeoutMs: 200 } }));
    beforeEach(() => bench.forgetRequests());
    afterAll(() => stop());

    it.each<[string, Step]>([
      ['is overloaded', failing(503)],
      ['fails', failing(500)],
      ['has a limit', failing(429, { 'retry-after-ms': '10' })],
      ['is overloaded in its own way', failing(529)],
      ['says so', failing(409, { 'x-should-retry': 'true' })],
    ])('are two where it %s', async (_, bad) => {
      upstream.answers(bad, well);
      const response = await bench.post(ask);
      expect(response.status).toBe(200);
      const callId = response.headers.get('x-ai-foundation-request-id');
      expect(upstream.seen).toHaveLength(2);
      expect(await bench.settledRows()).toMatchObject([
        {
          id: callId,
          call_id: null,
          attempt: 1,
          outcome: 'upstream_error',
          usage_source: 'none',
          cost_pico_usd: 0n,
        },
        {
          call_id: callId,
          attempt: 2,
          outcome: 'completed',
          http_status: 200,
          cost_pico_usd: USAGE_COST,
        },
      ]);
      expect(await bench.knex('holds')).toEqual([]);
    });

    it.each<[string, Step, number]>([
      ['says no', failing(503, { 'x-should-retry': 'false' }), 503],
      ['is out of credit', failing(429, {}, 'insufficient_quota'), 429],
      ['wants a long pause', failing(429, { 'retry-after': '60' }), 429],
      ['refuses the request', failing(400), 400],
      ['may have begun to work', failing(504), 504],
    ])('are one where it %s', async (_, bad, status) => {
      upstream.answers(bad, well);
      const response = await bench.post(ask);
      expect(response.status).toBe(status);
      expect(upstream.seen).toHaveLength(1);
      expect(await bench.settledRows()).toHaveLength(1);
    });

    it('are one where it may have worked without an answer', async () => {
      for (const silent of [hangsUp, () => undefined]) {
        await bench.forgetRequests();
        upstream.answers(silent, well);
        expect((await bench.post(ask)).status).toBeGreaterThanOrEqual(502);
        expect(upstream.seen).toHaveLength(1);
        expect(await bench.settledRows()).toMatchObject([
          { usage_source: 'estimated' },
        ]);
      }
    });

    it('are one where the client has seen a byte', async () => {
      upstream.answers(events([chunk('Hel')], { cuts: true }), well);
      const response = await bench.post({ ...ask, stream: true });
      await response.text();
      expect(upstream.seen).toHaveLength(1);
      expect(await bench.settledRows()).toMatchObject([
        { attempt: 1, outcome: 'truncated' },
      ]);
    });

    it('end with the last failure, as it came', async () => {
      const last = failing(503, { 'retry-after': '1' });
      upstream.answers(failing(500), last, well);
      const response = await bench.post(ask);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(await statusAndCode(response)).toEqual({
        status: 503,
        code: 'server_error',
      });
      expect(await bench.settledRows()).toMatchObject([
        { attempt: 1, http_status: 500, error_code: 'provider_status_500' },
        { attempt: 2, http_status: 503, error_code: 'provider_status_503' },
      ]);
    });

    it('keep to the pause that it asks for', async () => {
      upstream.answers(failing(429, { 'retry-after': '1' }), well);
      const begun = performance.now();
      expect((await bench.post(ask)).status).toBe(200);
      expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
    });

    it('end when the client leaves between them', async () => {
      upstream.answers(failing(429, { 'retry-after': '1' }), well);
      const leaving = new AbortController();
      const asking = fetch(`${bench.url}/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET.whole}` },
        body: JSON.stringify(ask),
        signal: leaving.signal,
      });
      setTimeout(() => leaving.abort(), 300);
      await expect(asking).rejects.toThrow();
      await new Promise(resolve => setTimeout(resolve, 1_200));
      expect(upstream.seen).toHaveLength(1);
      expect(await bench.settledRows()).toHaveLength(1);
    });
  });

  it('are decided anew: a key that was revoked meanwhile gets no second one', async () => {
    let revokedAtMs: number | undefined;
    await start({
      policy: usual => ({
        ...usual,
        keys: new Map(
          [...usual.keys].map(([id, key]) => [id, { ...key, revokedAtMs }]),
        ),
      }),
    });
    upstream.answers(response => {
      revokedAtMs = Date.now();
      return failing(503)(response, upstream.seen[0]);
    }, well);
    expect((await bench.post(ask)).status).toBe(503);
    expect(upstream.seen).toHaveLength(1);
    expect(await bench.settledRows()).toHaveLength(1);
    await stop();
  });

  it('are held one after the other: a ceiling that pays for one pays for the next', async () => {
    await start({ ceilingPicoUsd: 2_200_000_000n });
    upstream.answers(failing(503), well);
    expect((await bench.post(ask)).status).toBe(200);
    expect(await bench.settledRows()).toMatchObject([
      { hold_pico_usd: expect.anything() },
      { hold_pico_usd: expect.anything() },
    ]);
    // Two holds at once would have passed the ceiling.
    const [{ hold_pico_usd: hold }] = await bench.settledRows();
    expect(2n * hold).toBeGreaterThan(2_200_000_000n);
    await stop();
  });

  it('follow a connection that was refused', async () => {
    const closed = createServer().listen(0);
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await start({ provider: { url: `http://127.0.0.1:${port}/v1` } });
    const response = await bench.post(ask);
    expect(await statusAndCode(response)).toEqual({
      status: 502,
      code: 'provider_unreachable',
    });
    expect(await bench.settledRows()).toMatchObject([
      { attempt: 1, usage_source: 'none', cost_pico_usd: 0n },
      { attempt: 2, usage_source: 'none', cost_pico_usd: 0n },
    ]);
    await stop();
  });

  describe('with a fallback', () => {
    async function startWithSpare(
      options: {
        /** Of the model that is asked. */
        fallbacks?: string[];
        /** The fallback. */
        model?: Partial<PolicyModel>;
        key?: Partial<PolicyKey>;
      } = {},
    ) {
      upstream = await ScriptedUpstream.start();
      spare = await ScriptedUpstream.start();
      bench = await GatewayBench.create({
        knex: await databases.init('SQLITE_3'),
        provider: upstream,
        providerConfig: { ...PATIENT, retries: { max: 0 } },
        spare: { url: spare.url, config: PATIENT, model: options.model },
        model: options.fallbacks && { fallbacks: options.fallbacks },
        key: options.key,
      });
    }

    afterEach(() => stop());

    it.each<[string, Step]>([
      ['is overloaded', failing(503)],
      ['is out of credit', failing(429, {}, 'insufficient_quota')],
      ['refuses the credential of the gateway', failing(401)],
      ['sends the request somewhere else', json(307, {}, { location: '/x' })],
    ])('go there where the provider %s', async (_, bad) => {
      await startWithSpare();
      upstream.answers(bad);
      spare.answers(well);
      const response = await bench.post(ask);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-ai-foundation-model')).toBe(SPARE);
      expect(upstream.seen).toHaveLength(1);
      expect(spare.seen).toMatchObject([
        {
          body: { model: 'spare-1' },
          headers: { authorization: 'Bearer spare-credential' },
        },
      ]);
      expect(await bench.settledRows()).toMatchObject([
        { attempt: 1, model_ref: GPT, provider: 'openai', cost_pico_usd: 0n },
        {
          attempt: 2,
          model_ref: SPARE,
          provider: 'spare',
          requested_model: 'gpt-4o',
          cost_pico_usd: USAGE_COST,
        },
      ]);
    });

    it('pass over one that is refused, and go to the next', async () => {
      await startWithSpare({ fallbacks: ['aimodel:default/gone', SPARE] });
      upstream.answers(failing(503));
      spare.answers(well);
      expect((await bench.post(ask)).status).toBe(200);
      expect(await bench.settledRows()).toMatchObject([
        { attempt: 1, model_ref: GPT },
        { attempt: 2, model_ref: SPARE },
      ]);
    });

    it('stay where the request itself is wrong', async () => {
      await startWithSpare();
      upstream.answers(failing(400));
      spare.answers(well);
      expect((await bench.post(ask)).status).toBe(400);
      expect(spare.seen).toHaveLength(0);
    });

    it.each<[string, Parameters<typeof startWithSpare>[0]]>([
      ['has not the key in scope', { key: { models: new Set([GPT]) } }],
      ['is not approved', { model: { approval: 'suspended' } }],
      ['was changed', { model: { approval: 'changed-since-approval' } }],
      ['has no price', { model: { prices: [] } }],
      ['is for another tier', { model: { tier: 'public' } }],
      ['speaks another dialect', { model: { dialect: 'anthropic' } }],
      ['is of another type', { model: { type: 'embedding' } }],
    ])('never go to one that %s', async (_, options) => {
      await startWithSpare(options);
      upstream.answers(failing(503));
      spare.answers(well);
      expect((await bench.post(ask)).status).toBe(503);
      expect(spare.seen).toHaveLength(0);
      expect(await bench.settledRows()).toMatchObject([{ model_ref: GPT }]);
    });
  });
});
