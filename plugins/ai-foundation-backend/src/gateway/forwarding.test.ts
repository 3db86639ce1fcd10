import { TestDatabases } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { request } from 'node:http';
import { AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import {
  BenchOptions,
  GatewayBench,
  SECRET,
} from './__testUtils__/GatewayBench';
import { messages, statusAndCode } from './__testUtils__/gatewayRequests';
import {
  chunk,
  completion,
  DONE,
  events,
  failing,
  json,
  ScriptedUpstream,
} from './__testUtils__/ScriptedUpstream';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const ask = { model: 'gpt-4o', messages };
const well = json(200, completion);
const CANARY = 'canary-7f3a';
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('forwarding', () => {
  let upstream: ScriptedUpstream;
  let bench: GatewayBench;

  async function start(options: Partial<BenchOptions> = {}): Promise<void> {
    upstream = await ScriptedUpstream.start();
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider: upstream,
      ...options,
      providerConfig: { retries: { max: 0 }, ...options.providerConfig },
    });
  }

  afterEach(async () => {
    await bench.stop();
    upstream.stop();
  });

  it('passes safe-listed headers alone, both ways', async () => {
    await start();
    upstream.answers(
      json(200, completion, {
        'set-cookie': CANARY,
        'openai-organization': CANARY,
        'x-internal-host': CANARY,
        server: CANARY,
        'x-request-id': 'req_1',
      }),
    );
    const response = await bench.post(ask, {
      cookie: CANARY,
      'proxy-authorization': CANARY,
      'x-api-key': CANARY,
      'x-goog-api-key': CANARY,
      'openai-organization': CANARY,
      'openai-project': CANARY,
      'x-forwarded-for': CANARY,
      'x-forwarded-host': CANARY,
      forwarded: CANARY,
      'x-original-url': CANARY,
      'x-ai-data-tier': 'internal',
    });
    expect(response.status).toBe(200);
    const [{ headers }] = upstream.seen;
    expect(JSON.stringify(headers)).not.toContain(CANARY);
    expect(JSON.stringify(headers)).not.toContain(SECRET.whole);
    expect(headers.authorization).toBe('Bearer demo-provider-credential');
    expect(headers.host).toBe(new URL(upstream.url).host);
    expect(JSON.stringify([...response.headers])).not.toContain(CANARY);
    expect(response.headers.get('x-request-id')).toBe('req_1');
    expect(response.headers.get('x-ai-foundation-model')).toBe(
      'aimodel:default/gpt-4o',
    );
  });

  it('goes below the path of its provider, with the headers of its configuration', async () => {
    await start({
      providerConfig: { headers: { 'X-Gateway-Tenant': 'acme' } },
    });
    upstream.answers(well);
    await bench.post(
      { ...ask },
      { host: 'evil.example', 'x-gateway-tenant': CANARY },
    );
    expect(upstream.seen).toMatchObject([
      {
        path: '/v1/chat/completions',
        headers: { 'x-gateway-tenant': 'acme' },
      },
    ]);
  });

  it('lets no configuration set what frames a message', async () => {
    await start();
    await expect(
      GatewayBench.create({
        knex: await databases.init('SQLITE_3'),
        provider: upstream,
        providerConfig: { headers: { Host: 'other.example' } },
      }),
    ).rejects.toThrow("headers cannot set 'Host'");
  });

  it('follows no redirect', async () => {
    await start();
    const other = await ScriptedUpstream.start();
    other.answers(well);
    upstream.answers(
      json(302, {}, { location: `${other.url}/chat/completions` }),
    );
    const response = await bench.post(ask);
    expect(await statusAndCode(response)).toEqual({
      status: 502,
      code: 'provider_refused',
    });
    expect(other.seen).toHaveLength(0);
    other.stop();
  });

  it.each([400, 404, 413, 422])(
    'passes a %i of the provider as it is',
    async status => {
      await start();
      upstream.answers(failing(status, {}, 'its_own_code'));
      expect(await statusAndCode(await bench.post(ask))).toEqual({
        status,
        code: 'its_own_code',
      });
    },
  );

  it.each<[string, object, number, string, object]>([
    [
      'the first byte',
      { firstByteTimeoutMs: 200 },
      504,
      'provider_timeout',
      { outcome: 'timeout' },
    ],
    [
      'the whole request',
      { requestTimeoutMs: 200 },
      504,
      'provider_timeout',
      { outcome: 'timeout' },
    ],
  ])(
    'waits no longer for %s than it may',
    async (_, gateway, status, code, row) => {
      await start({ gateway: { ...gateway } });
      upstream.answers(() => undefined);
      expect(await statusAndCode(await bench.post(ask))).toEqual({
        status,
        code,
      });
      expect(await bench.settledRows()).toMatchObject([row]);
    },
  );

  it('waits no longer for the rest of an answer than it may', async () => {
    await start({ gateway: { idleTimeoutMs: 200 } });
    upstream.answers(events([chunk('Hello')], { staysOpen: true }));
    const response = await bench.post({ ...ask, stream: true });
    expect(await response.text()).toContain('provider_timeout');
    expect(await bench.settledRows()).toMatchObject([{ outcome: 'timeout' }]);
  });

  it('waits no longer for a connection than it may', async () => {
    // A server with a full backlog does not answer the handshake of TLS, which is part of connecting.
    const silent = createServer().listen(0);
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    await start({
      provider: { url: `https://127.0.0.1:${port}/v1` },
      gateway: { connectTimeoutMs: 300 },
    });
    expect(await statusAndCode(await bench.post(ask))).toEqual({
      status: 502,
      code: 'provider_unreachable',
    });
    expect(await bench.settledRows()).toMatchObject([
      { outcome: 'upstream_error', cost_pico_usd: 0n },
    ]);
    silent.close();
  });

  it('reads no faster than its client does', async () => {
    await start();
    const event = `data: ${JSON.stringify(chunk('x'.repeat(64 * 1024)))}\n\n`;
    let written = 0;
    const all = function* allOf() {
      for (let count = 0; count < 1_000; count += 1) {
        written += event.length;
        yield event;
      }
      yield DONE;
    };
    upstream.answers(response => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      Readable.from(all()).pipe(response);
    });
    const asking = request(`${bench.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET.whole}` },
    });
    asking.end(JSON.stringify({ ...ask, stream: true }));
    const [answer] = await once(asking, 'response');
    answer.pause();
    let before = -1;
    while (written > before) {
      before = written;
      await pause(300);
    }
    // What fits into the sockets of both sides, of 62 MiB.
    expect(written).toBeLessThan(32 * 1024 * 1024);
    let read = 0;
    for await (const bytes of answer) {
      read += bytes.length;
    }
    expect(read).toBe(1_000 * event.length + DONE.length);
    expect(await bench.settledRows()).toMatchObject([{ outcome: 'completed' }]);
  });

  it('reads answers to their end that are charged whole anyway', async () => {
    await start({
      dialect: 'gemini',
      providerConfig: { onDisconnect: 'cancel' },
    });
    const part = (text: string, more = {}) => ({
      candidates: [{ content: { parts: [{ text }] }, ...more }],
      usageMetadata: {
        promptTokenCount: 10,
        candidatesTokenCount: 5,
        totalTokenCount: 15,
      },
    });
    upstream.answers(async (response, seen) => {
      events([part('Hel')], { staysOpen: true })(response, seen);
      await pause(200);
      response.end(
        `data: ${JSON.stringify(part('lo', { finishReason: 'STOP' }))}\n\n`,
      );
    });
    const leaving = new AbortController();
    const response = await fetch(
      `${bench.url}/models/gpt-4o:streamGenerateContent?alt=sse`,
      {
        method: 'POST',
        headers: { 'x-goog-api-key': SECRET.whole },
        body: JSON.stringify({
          contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
        }),
        signal: leaving.signal,
      },
    );
    expect(response.status).toBe(200);
    await response.body?.getReader().read();
    leaving.abort();
    expect(await bench.settledRows()).toMatchObject([
      { outcome: 'client_aborted', usage_source: 'provider', output_tokens: 5 },
    ]);
    expect(upstream.seen).toMatchObject([{ isCut: false }]);
  });
});
