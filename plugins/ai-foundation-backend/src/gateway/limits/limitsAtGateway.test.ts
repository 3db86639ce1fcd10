import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { BenchOptions, GatewayBench } from '../__testUtils__/GatewayBench';
import { scripted, statusAndCode } from '../__testUtils__/gatewayRequests';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('limits at the gateway', () => {
  let provider: DemoProvider;
  let bench: GatewayBench;

  async function start(options: Partial<BenchOptions>) {
    provider = await startDemoProvider();
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider,
      ...options,
    });
  }

  afterEach(async () => {
    await bench.stop();
    await provider.stop();
  });

  const ask = (behaviour = 'deterministic', signal?: AbortSignal) =>
    bench.post(scripted(behaviour, { max_tokens: 10 }), {}, '', signal);

  const running = async (count: number) => {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (bench.gate.state.running === count) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    throw new Error(`Never were ${count} requests running`);
  };

  const waiting = async (count: number) => {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (bench.gate.state.waiting === count) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    throw new Error(`Never were ${count} requests waiting`);
  };

  it('refuse what passes the requests of a minute, and say when to come back', async () => {
    await start({ key: { limits: { requestsPerMinute: 2 } } });
    const answers = [];
    for (let count = 0; count < 3; count += 1) {
      answers.push(await ask());
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    const seconds = Number(answers[2].headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(61);
    const { error } = await answers[2].json();
    expect(error.code).toBe('rate_limited');
    expect(error.message).toContain('2 requests a minute');

    const [, , row] = await bench.settledRows();
    expect(row).toMatchObject({ outcome: 'refused', http_status: 429 });
    expect(JSON.parse(row.decision)).toContainEqual(
      expect.objectContaining({
        control: 'rate',
        verdict: 'refused',
        inputs: expect.objectContaining({ requestsPerMinute: 2, used: 2 }),
      }),
    );
  });

  it('count the tokens that a provider reported, not those that were reserved', async () => {
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    await start({ key: { limits: { tokensPerMinute: 100 } } });
    for (let count = 0; count < 5; count += 1) {
      const answer = await ask(`usage:${JSON.stringify(usage)}`);
      expect(answer.status).toBe(200);
      await answer.text();
      await bench.settledRows();
    }
  });

  it('let what is over the concurrency of its key wait, and then go on', async () => {
    await start({ key: { limits: { concurrency: 1 } } });
    const answers = await Promise.all([ask('slow:50'), ask('slow:50'), ask()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('refuse with 503 what finds no room to wait, before its body is read', async () => {
    await start({
      gateway: {
        concurrency: { maxRunning: 1, maxWaiting: 1, maxWaitMs: 10_000 },
      },
    });
    const first = ask('slow:300');
    await running(1);
    const second = ask();
    await waiting(1);
    const third = await ask();
    expect(third.headers.get('retry-after')).toBe('1');
    expect(await statusAndCode(third)).toEqual({
      status: 503,
      code: 'overloaded',
    });
    expect((await first).status).toBe(200);
    expect((await second).status).toBe(200);
    const rows = await bench.settledRows();
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual([
      'completed',
      'completed',
      'refused',
    ]);
  });

  it('tell a key that waited too long for itself with 429', async () => {
    await start({
      key: { limits: { concurrency: 1 } },
      gateway: { concurrency: { maxWaitMs: 30 } },
    });
    const first = ask('slow:300');
    await running(1);
    expect(await statusAndCode(await ask())).toEqual({
      status: 429,
      code: 'rate_limited',
    });
    expect((await first).status).toBe(200);
  });

  it('give no place to a client that went away while it waited', async () => {
    await start({ gateway: { concurrency: { maxRunning: 1 } } });
    const first = ask('slow:300');
    await running(1);
    const client = new AbortController();
    const second = ask('deterministic', client.signal).catch(() => undefined);
    await waiting(1);
    client.abort();
    await second;
    await waiting(0);
    expect((await first).status).toBe(200);
    await running(0);
    expect(provider.requests).toHaveLength(1);
    const rows = await bench.settledRows();
    expect(rows.map(({ error_code }) => error_code)).toContain(
      'client_closed_request',
    );
  });
});
