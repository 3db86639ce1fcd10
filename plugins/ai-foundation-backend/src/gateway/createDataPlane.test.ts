import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import {
  BenchOptions,
  GatewayBench,
  SECRET,
} from './__testUtils__/GatewayBench';
import {
  messages,
  scripted,
  statusAndCode,
} from './__testUtils__/gatewayRequests';

jest.setTimeout(60_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())(
  'the data plane (%s)',
  databaseId => {
    let provider: DemoProvider;
    let bench: GatewayBench;

    async function start(options: Partial<BenchOptions> = {}) {
      provider = await startDemoProvider();
      bench = await GatewayBench.create({
        knex: await databases.init(databaseId),
        provider,
        ...options,
      });
    }

    afterEach(async () => {
      await bench.stop();
      await provider.stop();
    });

    it('answers as the provider does and prices what it reports', async () => {
      await start();
      const usage = {
        prompt_tokens: 7,
        completion_tokens: 5,
        total_tokens: 12,
      };
      const answer = await bench.openai.chat.completions.create(
        scripted(`usage:${JSON.stringify(usage)}`),
      );
      expect(answer.usage).toEqual(usage);
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({
        outcome: 'completed',
        http_status: 200,
        usage_source: 'provider',
        input_tokens: 7,
        output_tokens: 5,
        cost_pico_usd: 17_000_000n,
        price_version: 'price-1',
        model_ref: 'aimodel:default/gpt-4o',
      });
      expect(row.hold_pico_usd).toBeGreaterThanOrEqual(row.cost_pico_usd);
      expect(row.provider_request_id).toBeTruthy();
      expect(JSON.parse(row.raw_usage)).toEqual(usage);
    });

    it('has written the row before the provider sees the request', async () => {
      let write = () => {};
      await start({
        beforeAdmission: new Promise(resolve => {
          write = resolve;
        }),
      });
      const pending = bench.openai.chat.completions.create(
        scripted('slow:300'),
      );
      await new Promise(resolve => setTimeout(resolve, 200));
      expect(provider.requests).toHaveLength(0);

      write();
      while (provider.requests.length === 0) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      const rows = await bench.knex('requests');
      expect(rows).toMatchObject([{ state: 'admitted' }]);
      await pending;
    });

    const image = {
      role: 'user',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image_url', image_url: { url: 'https://a.example/b.png' } },
      ],
    };
    const bounds: Array<[string, object, (bytes: number) => number]> = [
      ['its bytes and bound', { max_tokens: 10 }, bytes => bytes + 2 * 10],
      [
        'the higher of two bounds',
        { max_tokens: 10, max_completion_tokens: 7 },
        bytes => bytes + 2 * 10,
      ],
      ["the model's bound", {}, bytes => bytes + 2 * 1_000],
      [
        'every choice',
        { n: 3, max_completion_tokens: 10 },
        bytes => bytes + 2 * 3 * 10,
      ],
      [
        'a prediction that does not come true',
        { max_tokens: 10, prediction: { type: 'content', content: 'abc' } },
        bytes => bytes + 2 * (10 + bytes),
      ],
      [
        'a whole context of images',
        { max_tokens: 10, messages: [image] },
        () => 128_000 + 2 * 10,
      ],
    ];

    it.each(bounds)('holds for %s', async (_, more, microUsd) => {
      await start();
      const body = JSON.stringify({ model: 'gpt-4o', messages, ...more });
      await (await bench.post(body)).arrayBuffer();
      const [row] = await bench.settledRows();
      expect(row.hold_pico_usd).toBe(
        BigInt(microUsd(Buffer.byteLength(body))) * 1_000_000n,
      );
    });

    it('asks the provider for usage that the client of a stream did not ask for', async () => {
      await start();
      const stream = await bench.openai.chat.completions.create({
        ...scripted('deterministic'),
        stream: true,
      });
      const chunks = [];
      for await (const chunk of stream) {
        chunks.push(chunk);
      }
      expect(provider.requests[0].body).toMatchObject({
        stream_options: { include_usage: true },
        max_completion_tokens: 1_000,
      });
      expect(
        chunks.every(
          chunk => !('usage' in chunk) && chunk.choices.length === 1,
        ),
      ).toBe(true);
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({
        outcome: 'completed',
        usage_source: 'provider',
        stream: expect.anything(),
      });
      expect(row.output_tokens).toBeGreaterThan(0);
    });

    it('reads on for the usage of a stream whose client has gone', async () => {
      await start();
      const stream = await bench.openai.chat.completions.create({
        ...scripted('chunk-delay:20'),
        stream: true,
      });
      for await (const chunk of stream) {
        expect(chunk.choices).toHaveLength(1);
        break;
      }
      const [row] = await bench.settledRows();
      expect(provider.requests[0].outcome).toBe('finished');
      expect(row).toMatchObject({
        outcome: 'client_aborted',
        usage_source: 'provider',
      });
      expect(bench.inFlight.drains).toBe(0);
    });

    it('stops reading on at its bound, and estimates', async () => {
      await start({ gateway: { drain: { maxMs: 100 } } });
      const stream = await bench.openai.chat.completions.create({
        ...scripted('chunk-delay:40', {
          messages: [{ role: 'user', content: 'Count to 200' }],
        }),
        stream: true,
      });
      for await (const chunk of stream) {
        expect(chunk.choices).toHaveLength(1);
        break;
      }
      const [row] = await bench.settledRows();
      expect(provider.requests[0].outcome).toBe('client-gone');
      expect(row).toMatchObject({
        outcome: 'client_aborted',
        usage_source: 'estimated',
      });
      expect(row.cost_pico_usd).toBeGreaterThan(0n);
    });

    it('estimates where the provider reports nothing', async () => {
      await start();
      await bench.openai.chat.completions.create(scripted('no-usage'));
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({
        outcome: 'completed',
        usage_source: 'estimated',
      });
      expect(row.input_tokens).toBeGreaterThan(0);
      expect(row.output_tokens).toBeGreaterThan(0);
    });

    it('refuses with 402 what a ceiling cannot pay for', async () => {
      await start({ ceilingPicoUsd: 1_000n });
      const refusal = bench.openai.chat.completions.create({
        model: 'gpt-4o',
        messages,
      });
      await expect(refusal).rejects.toMatchObject({
        status: 402,
        code: 'ceiling_reached',
      });
      expect(provider.requests).toHaveLength(0);
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({
        outcome: 'refused',
        error_code: 'ceiling_reached',
        cost_pico_usd: 0n,
      });
      expect(JSON.parse(row.decision).at(-1)).toMatchObject({
        control: 'ceiling',
        verdict: 'refused',
        inputs: {
          ceiling: 'ceiling-1',
          amountPicoUsd: '1000',
          response: 'stop',
        },
      });
    });

    it('never lets 64 clients spend more than a ceiling that pays for 100 requests, in 20 runs', async () => {
      const usage = {
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 15,
      };
      const pays100 = 100n * 20_000_000n;
      await start({ ceilingPicoUsd: pays100 });
      const body = scripted(`usage:${JSON.stringify(usage)}`, {
        max_completion_tokens: 5,
      });
      let served = 0;
      const client = async () => {
        for (let request = 0; request < 3; request++) {
          const response = await bench.post(body);
          await response.arrayBuffer();
          served += Number(response.status === 200);
          expect([200, 402]).toContain(response.status);
        }
      };
      for (let run = 1n; run <= 20n; run++) {
        const ceiling = run * pays100;
        await bench.knex('ceilings').update('amount_pico_usd', String(ceiling));
        const before = served;
        await Promise.all(Array.from({ length: 64 }, client));
        await bench.settledRows();
        const spend = await bench.knex('ceiling_spend').first();
        expect(BigInt(spend.committed_pico_usd)).toBe(
          BigInt(served) * 20_000_000n,
        );
        expect(BigInt(spend.committed_pico_usd)).toBeLessThanOrEqual(ceiling);
        expect(served).toBeGreaterThan(before);
      }
    });

    it('lets running requests end at a shutdown, and ends those that do not', async () => {
      await start();
      const quick = bench.post(scripted('slow:200'));
      const endless = bench.post(scripted('hang'));
      while (provider.requests.length < 2) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      await bench.inFlight.finish(1_000);
      expect(bench.inFlight.size).toBe(0);
      expect((await quick).status).toBe(200);
      expect((await endless).status).toBe(504);
      expect(
        (await bench.settledRows()).map(row => row.outcome).sort(),
      ).toEqual(['completed', 'timeout']);
    });

    describe('GET /v1/models', () => {
      it('lists what the key may use', async () => {
        await start();
        const { data } = await bench.openai.models.list();
        expect(data.map(({ id }) => id)).toEqual(['gpt-4o']);
        expect(await bench.openai.models.retrieve('gpt-4o')).toMatchObject({
          object: 'model',
        });
        await expect(
          bench.openai.models.retrieve('gpt-9'),
        ).rejects.toMatchObject({ status: 404 });
      });

      it('leaves out what is not approved', async () => {
        await start({ model: { approval: 'suspended' } });
        expect((await bench.openai.models.list()).data).toEqual([]);
      });
    });

    describe('anything else', () => {
      it.each([
        ['an unknown path', 'POST', '/v1/files', 404, 'unknown_path'],
        [
          'a path that only begins like a route',
          'POST',
          '/v1/chat/completions/x',
          404,
          'unknown_path',
        ],
        [
          'a wrong method',
          'DELETE',
          '/v1/chat/completions',
          405,
          'method_not_allowed',
        ],
      ])('refuses %s', async (_, method, path, status, code) => {
        await start();
        const url = bench.url.replace(/\/v1$/, path);
        const anonymous = await fetch(url, { method });
        expect(await statusAndCode(anonymous)).toEqual({ status, code });
        expect(await bench.settledRows()).toHaveLength(0);

        const known = await fetch(url, {
          method,
          headers: { 'x-api-key': SECRET.whole },
        });
        expect(await statusAndCode(known)).toEqual({ status, code });
        expect(await bench.settledRows()).toMatchObject([{ error_code: code }]);
        expect(provider.requests).toHaveLength(0);
      });
    });
  },
);
