import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { Operation } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import fc from 'fast-check';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { request } from 'undici';
import { GatewayBench, SECRET } from './__testUtils__/GatewayBench';
import { DialectRegistry } from './dialects/DialectRegistry';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const MODEL = 'gpt-4o';
const LIMIT_MS = 5_000;
/** Of a provider's base URL, where it is not `/v1`. */
const UPSTREAM_PATHS: Record<string, string> = { gemini: '/v1beta' };
/** Whatever a client or a provider sends, the gateway itself never fails. */
const OUR_FAULT = 500;

/** What each dialect's main operation needs, all at once. */
const VALID = {
  model: MODEL,
  messages: [{ role: 'user', content: 'Say something useful' }],
  input: 'Say something useful',
  prompt: 'Say something useful',
  contents: [{ role: 'user', parts: [{ text: 'Say something useful' }] }],
  max_tokens: 20,
  metadata: {},
};

const oddKeys = fc.constantFrom(
  ...Object.keys(VALID),
  ...['stream', 'stream_options', 'n', 'tools', 'system', 'usage'],
  ...['max_completion_tokens', 'max_output_tokens', 'generationConfig'],
  ...['service_tier', 'store', 'background', '__proto__', 'constructor', ''],
);

const oddBody = fc.oneof(
  fc
    .array(fc.tuple(oddKeys, fc.option(fc.jsonValue())), { maxLength: 3 })
    .map(changes =>
      Buffer.from(JSON.stringify({ ...VALID, ...Object.fromEntries(changes) })),
    ),
  fc.json().map(text => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
  fc
    .constantFrom('[', '{"a":'.repeat(5_000), '"\\ud800"', '[1e999]')
    .map(text => Buffer.from(text)),
);

/** Cuts, repeats and overwrites bytes. */
const edits = fc.array(
  fc.record({
    at: fc.nat(10_000),
    length: fc.nat(60),
    by: fc.oneof(
      fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes)),
      fc
        .constantFrom(
          ...['\n', '\r', '\n\n', 'data: ', 'data: {}\n\n', 'data: null\n\n'],
          ...['event: error\n', ': ping\n\n', '{"usage":{}}', '\ufeff', '-1'],
          ...['1e400', '[DONE]', 'null'],
        )
        .map(text => Buffer.from(text)),
    ),
  }),
  { maxLength: 4 },
);

function edited(
  bytes: Buffer,
  changes: Array<{ at: number; length: number; by: Buffer }>,
): Buffer {
  return changes.reduce((before, { at, length, by }) => {
    const start = at % (before.length + 1);
    return Buffer.concat([
      before.subarray(0, start),
      by,
      before.subarray(start + length),
    ]);
  }, bytes);
}

const pathOf = (operation: Operation, path: string) =>
  path.replace(/\{\w+\}/g, MODEL) +
  (operation.name.includes('stream') ? '?alt=sse' : '');

describe.each(new DialectRegistry().all)(
  'a gateway that is sent nonsense in the dialect $id',
  dialect => {
    const streaming =
      dialect.operations.find(({ name }) => /stream/i.test(name)) ??
      dialect.operations[0];
    let provider: DemoProvider;
    let hostile: Server;
    /** What the hostile provider answers next. */
    let answer: { status: number; type: string; bytes: Buffer; cut: boolean };
    let bench: GatewayBench;
    let hostileBench: GatewayBench;

    const benchBefore = async (upstream: { url: string }) =>
      GatewayBench.create({
        knex: await databases.init('SQLITE_3'),
        provider: upstream,
        dialect: dialect.id as 'openai',
        gateway: { idleTimeoutMs: 2_000 },
      });

    beforeAll(async () => {
      provider = await startDemoProvider({ models: [MODEL] });
      hostile = createServer((message, response) => {
        message.resume().on('end', () => {
          response.writeHead(answer.status, { 'content-type': answer.type });
          response.write(answer.bytes, () =>
            answer.cut ? response.destroy() : response.end(),
          );
        });
      });
      hostile.listen(0, '127.0.0.1');
      await once(hostile, 'listening');
      const { port } = hostile.address() as AddressInfo;
      bench = await benchBefore({
        url: provider.url.replace('/v1', UPSTREAM_PATHS[dialect.id] ?? '/v1'),
      });
      hostileBench = await benchBefore({ url: `http://127.0.0.1:${port}` });
    });

    afterAll(async () => {
      await bench?.stop();
      await hostileBench?.stop();
      hostile?.closeAllConnections();
      hostile?.close();
      await provider?.stop();
    });

    const send = (
      to: GatewayBench,
      path: string,
      body: Buffer,
      headers: Record<string, string> = {},
    ) =>
      request(to.url.replace(/\/v1$/, '') + path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${SECRET.whole}`,
          'content-type': 'application/json',
          ...headers,
        },
        body,
        headersTimeout: LIMIT_MS,
        bodyTimeout: LIMIT_MS,
      });

    async function expectAccounts(of: GatewayBench): Promise<void> {
      const rows = await of.settledRows();
      expect(rows).not.toEqual([]);
      expect(rows.every(row => row.cost_pico_usd >= 0n)).toBe(true);
      expect(rows.every(row => row.input_tokens >= 0)).toBe(true);
      expect(rows.map(row => row.error_code)).not.toContain('internal_error');
      expect(await of.knex('holds')).toEqual([]);
    }

    it.each(
      dialect.operations.flatMap(operation =>
        operation.paths.map(path => [path, operation] as const),
      ),
    )('answers any body at %s in its dialect', async (path, operation) => {
      await fc.assert(
        fc.asyncProperty(oddBody, async body => {
          const response = await send(bench, pathOf(operation, path), body);
          const text = await response.body.text();
          expect(response.statusCode).not.toBe(OUR_FAULT);
          expect(response.statusCode < 400 || 'error' in JSON.parse(text)).toBe(
            true,
          );
        }),
        { numRuns: 40 },
      );
      await expectAccounts(bench);
    });

    it('answers any value of a header', async () => {
      const value = fc.oneof(
        fc.string().map(text => text.replace(/[^\x20-\x7e]/g, '')),
        fc.constantFrom('a'.repeat(7_000), 'Restricted', '%00'),
      );
      const name = fc.constantFrom(
        ...['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'],
        ...['x-ai-data-tier', 'x-client-request-id', 'anthropic-version'],
        ...['anthropic-beta', 'accept', 'content-encoding', 'user-agent'],
      );
      await fc.assert(
        fc.asyncProperty(fc.dictionary(name, value), async headers => {
          const response = await send(
            bench,
            pathOf(dialect.operations[0], dialect.operations[0].paths[0]),
            Buffer.from(JSON.stringify(VALID)),
            headers,
          );
          await response.body.text();
          expect(response.statusCode).not.toBe(OUR_FAULT);
        }),
        { numRuns: 60 },
      );
      await expectAccounts(bench);
    });

    it('ends any bytes of a client that speaks no HTTP', async () => {
      const port = Number(new URL(bench.url).port);
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
          const socket = connect(port, '127.0.0.1').resume();
          socket.on('error', () => undefined).end(bytes);
          await once(socket, 'close');
        }),
        { numRuns: 30 },
      );
      const response = await send(bench, '/nowhere', Buffer.from('{}'));
      expect(response.statusCode).toBe(404);
      await response.body.dump();
    });

    it('relays any bytes of a provider, ends, and accounts for them', async () => {
      const path = pathOf(streaming, streaming.paths[0]);
      const body = Buffer.from(JSON.stringify({ ...VALID, stream: true }));
      const sample = await send(bench, path, body);
      expect(sample.statusCode).toBe(200);
      const whole = Buffer.from(await sample.body.arrayBuffer());
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            { weight: 4, arbitrary: edits.map(list => edited(whole, list)) },
            fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
          ),
          fc.boolean(),
          fc.constantFrom('text/event-stream', 'application/json'),
          fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 500),
          async (bytes, cut, type, status) => {
            answer = { status, type, bytes, cut };
            const response = await send(hostileBench, path, body);
            await response.body.text().catch(() => undefined);
          },
        ),
        { numRuns: 120 },
      );
      await expectAccounts(hostileBench);
      const rows = await hostileBench.settledRows();
      expect(new Set(rows.map(row => row.outcome)).size).toBeGreaterThan(1);
    });
  },
);
