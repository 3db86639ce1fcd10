import { TestDatabases } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { connect, Socket } from 'node:net';
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
  json,
  ScriptedUpstream,
  Step,
} from './__testUtils__/ScriptedUpstream';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Far more than sockets hold, in one event after the other. */
const endless: Step = response => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = `data: ${JSON.stringify(chunk('x'.repeat(1_000)))}\n\n`;
  for (let sent = 0; sent < 20_000; sent++) {
    response.write(event);
  }
};

const vast: Step = response => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ ...completion, filler: 'x'.repeat(20_000_000) }),
  );
};

const nested = (depth: number) =>
  `{"model":"gpt-4o","messages":[],"metadata":${'['.repeat(
    depth,
  )}"ada@example.com"${']'.repeat(depth)}}`;

describe('a client that means harm', () => {
  let upstream: ScriptedUpstream;
  let bench: GatewayBench;

  async function start(options: Partial<BenchOptions> = {}): Promise<void> {
    upstream = await ScriptedUpstream.start();
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider: upstream,
      ...options,
    });
  }

  afterEach(async () => {
    await bench.stop();
    upstream.stop();
  });

  /** Sends a chat, and never reads a byte of the answer. */
  async function askAndNeverRead(body: object): Promise<Socket> {
    const { hostname, port } = new URL(bench.url);
    const socket = connect(Number(port), hostname).pause();
    await once(socket, 'connect');
    const text = JSON.stringify({ model: 'gpt-4o', messages, ...body });
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer ${SECRET.whole}\r\n` +
        `content-length: ${text.length}\r\n\r\n${text}`,
    );
    return socket;
  }

  it.each([
    ['a stream', { stream: true }, endless],
    ['an answer', {}, vast],
  ])(
    'and never reads %s keeps neither its place nor its hold past the deadline',
    async (_, body, step) => {
      await start({ gateway: { requestTimeoutMs: 1_000 } });
      upstream.answers(step);
      const socket = await askAndNeverRead(body);
      while (upstream.seen.length === 0) {
        await new Promise(setImmediate);
      }
      expect(await bench.settledRows()).toHaveLength(1);
      expect(bench.inFlight.size).toBe(0);
      expect(bench.gate.state.running).toBe(0);
      socket.destroy();
    },
  );

  it('and nests without end is told so at once, whatever else is asked of its prompt', async () => {
    await start({
      gateway: {
        contentLogging: { key: Buffer.alloc(32, 1).toString('base64') },
      },
    });
    upstream.answers(json(200, completion));
    expect(await statusAndCode(await bench.post(nested(1_000_000)))).toEqual({
      status: 400,
      code: 'invalid_request',
    });
    expect((await bench.post(nested(150))).status).toBe(200);
    expect(await bench.settledRows()).toMatchObject([
      { outcome: 'refused' },
      { outcome: 'completed' },
    ]);
  });

  it('and asks for more than any budget holds is refused, and nothing fails', async () => {
    await start();
    const body = {
      model: 'gpt-4o',
      messages,
      n: 128,
      max_tokens: Number.MAX_SAFE_INTEGER,
    };
    expect(await statusAndCode(await bench.post(body))).toEqual({
      status: 400,
      code: 'invalid_request',
    });
    expect(upstream.seen).toHaveLength(0);
  });

  it('and writes numbers short that are sent long has all that is sent held', async () => {
    await start();
    upstream.answers(json(200, completion));
    const numbers = Array(500).fill('1e20').join();
    const short = `{"model":"gpt-4o","messages":[],"max_tokens":1,"tools":[{"type":"function","function":{"enum":[${numbers}]}}]}`;
    expect((await bench.post(short)).status).toBe(200);
    const [row] = await bench.settledRows();
    const sent = Buffer.byteLength(JSON.stringify(upstream.seen[0].body));
    expect(sent).toBeGreaterThan(2 * short.length);
    expect(row.hold_pico_usd).toBeGreaterThanOrEqual(BigInt(sent) * 1_000_000n);
  });

  it('is charged nothing for counting tokens, also where the count never comes', async () => {
    await start({ dialect: 'anthropic' });
    upstream.answers(response => {
      response.destroy();
    });
    const response = await fetch(`${bench.url}/messages/count_tokens`, {
      method: 'POST',
      headers: { 'x-api-key': SECRET.whole },
      body: JSON.stringify({ model: 'gpt-4o', messages }),
    });
    expect(response.status).toBe(502);
    expect(await bench.settledRows()).toMatchObject([
      { cost_pico_usd: 0n, hold_pico_usd: 0n, usage_source: 'none' },
    ]);
  });

  it('has no provider forget the usage of streams by the words of a refusal', async () => {
    await start();
    const complains: Step = json(400, {
      error: { message: "Unknown parameter: 'stream_options.mine'" },
    });
    upstream.answers(complains);
    const ask = { model: 'gpt-4o', messages, stream: true };
    const mine = { ...ask, stream_options: { mine: 1 } };
    expect((await bench.post(mine)).status).toBe(400);
    upstream.answers(events([chunk('Hello'), DONE]));
    await (await bench.post(ask)).text();
    expect(upstream.seen[0].body.stream_options).toEqual({
      include_usage: true,
    });
  });

  it('is charged for an answer that a server calls created, and gets no second one', async () => {
    const spare = await ScriptedUpstream.start();
    spare.answers(json(200, completion));
    await start({ spare });
    upstream.answers(json(201, completion));
    const response = await bench.post({ model: 'gpt-4o', messages });
    expect(response.status).toBe(201);
    expect(await bench.settledRows()).toMatchObject([
      { outcome: 'completed', usage_source: 'provider' },
    ]);
    expect(spare.seen).toHaveLength(0);
    spare.stop();
  });
});
