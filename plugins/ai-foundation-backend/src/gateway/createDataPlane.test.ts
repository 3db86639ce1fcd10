import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import OpenAI from 'openai';
import { createServer as createHttpServer } from 'node:http';
import { AddressInfo, createServer } from 'node:net';
import { GatewayBench, SECRET } from './__testUtils__/GatewayBench';
import { createKeySecret } from './keys/keyFormat';

jest.setTimeout(60_000);

const databases = TestDatabases.create();
const messages = [{ role: 'user' as const, content: 'Say something useful' }];

/** A chat completion whose provider is told how to behave. */
function scripted(behaviour: string, more: object = {}) {
  return {
    model: 'gpt-4o',
    messages,
    metadata: { demo_behaviour: behaviour },
    ...more,
  };
}

async function statusAndCode(response: Response) {
  const { error } = await response.json();
  return { status: response.status, code: error.code };
}

describe.each(databases.eachSupportedId())(
  'the data plane (%s)',
  databaseId => {
    let provider: DemoProvider;
    let bench: GatewayBench;

    async function start(
      options: Partial<Parameters<typeof GatewayBench.create>[0]> = {},
    ) {
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

    function post(
      body: unknown,
      headers: Record<string, string> = {},
      query = '',
    ) {
      return fetch(`${bench.url}/chat/completions${query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET.whole}`, ...headers },
        body:
          typeof body === 'string' || body instanceof Buffer
            ? body
            : JSON.stringify(body),
      });
    }

    describe('POST /v1/chat/completions', () => {
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
        expect(JSON.parse(row.decision)).toHaveLength(8);
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
            const response = await post(body);
            await response.arrayBuffer();
            served += Number(response.status === 200);
            expect([200, 402]).toContain(response.status);
          }
        };
        for (let run = 1n; run <= 20n; run++) {
          const ceiling = run * pays100;
          await bench
            .knex('ceilings')
            .update('amount_pico_usd', String(ceiling));
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

      const failures: Array<
        [string, string, object, number, string, string, string]
      > = [
        [
          'an error of the provider',
          'error-500',
          {},
          500,
          'upstream_error',
          'none',
          'provider_status_500',
        ],
        [
          'a limit of the provider',
          'error-429',
          {},
          429,
          'upstream_error',
          'none',
          'provider_status_429',
        ],
        [
          'a redirect',
          'redirect',
          {},
          502,
          'upstream_error',
          'none',
          'provider_refused',
        ],
        [
          'garbage',
          'garbage',
          {},
          502,
          'upstream_error',
          'estimated',
          'provider_garbage',
        ],
        [
          'silence',
          'hang',
          {},
          504,
          'timeout',
          'estimated',
          'provider_timeout',
        ],
        [
          'a cut answer',
          'cut-after:10',
          {},
          502,
          'truncated',
          'estimated',
          'provider_interrupted',
        ],
        [
          'a cut stream',
          'cut-after:3',
          { stream: true },
          200,
          'truncated',
          'estimated',
          'provider_interrupted',
        ],
        [
          'a stream without its end',
          'eof-after:3',
          { stream: true },
          200,
          'truncated',
          'estimated',
          'provider_interrupted',
        ],
        [
          'silence in a stream',
          'hang',
          { stream: true },
          504,
          'timeout',
          'estimated',
          'provider_timeout',
        ],
      ];

      it.each(failures)(
        'tells the client of %s, and has a row',
        async (_, behaviour, more, status, outcome, usageSource, code) => {
          await start({
            gateway: { firstByteTimeoutMs: 300, idleTimeoutMs: 300 },
          });
          const response = await post(scripted(behaviour, more));
          const text = await response.text();
          expect(response.status).toBe(status);
          expect(text).toContain('"error"');
          const [row] = await bench.settledRows();
          expect(row).toMatchObject({
            outcome,
            usage_source: usageSource,
            error_code: code,
          });
          expect(row.hold_pico_usd).toBeGreaterThanOrEqual(row.cost_pico_usd);
        },
      );

      it('raises a typed error at the client of a stream that broke off', async () => {
        await start();
        const stream = await bench.openai.chat.completions.create({
          ...scripted('eof-after:3'),
          stream: true,
        });
        const reading = (async () => {
          for await (const chunk of stream) {
            expect(chunk.choices).toHaveLength(1);
          }
        })();
        await expect(reading).rejects.toBeInstanceOf(OpenAI.APIError);
      });

      it('passes an error inside of a stream as it is', async () => {
        await start();
        const response = await post(
          scripted('error-in-stream:2', { stream: true }),
        );
        const text = await response.text();
        expect(text.match(/"error"/g)).toHaveLength(1);
        expect((await bench.settledRows())[0]).toMatchObject({
          outcome: 'upstream_error',
        });
      });

      it('hides that the provider refused the credential of the gateway', async () => {
        await start({ credential: 'wrong' });
        const response = await post({ model: 'gpt-4o', messages });
        expect(await statusAndCode(response)).toEqual({
          status: 502,
          code: 'provider_refused',
        });
        expect((await bench.settledRows())[0]).toMatchObject({
          usage_source: 'none',
          cost_pico_usd: 0n,
        });
      });

      it('puts an error that is not in the dialect into its envelope', async () => {
        const proxy = createHttpServer((_, response) => {
          response.writeHead(503, { 'content-type': 'text/html' });
          response.end('<h1>Service Unavailable</h1>');
        }).listen(0);
        const { port } = proxy.address() as AddressInfo;
        await start({ provider: { url: `http://127.0.0.1:${port}/v1` } });
        const response = await post({ model: 'gpt-4o', messages });
        proxy.close();
        expect(await statusAndCode(response)).toEqual({
          status: 502,
          code: 'provider_error',
        });
        expect((await bench.settledRows())[0]).toMatchObject({
          usage_source: 'none',
          cost_pico_usd: 0n,
        });
      });

      it('lets running requests end at a shutdown, and ends those that do not', async () => {
        await start();
        const quick = post(scripted('slow:200'));
        const endless = post(scripted('hang'));
        while (provider.requests.length < 2) {
          await new Promise(resolve => setTimeout(resolve, 5));
        }
        await bench.inFlight.finish(1_000);
        expect((await quick).status).toBe(200);
        expect((await endless).status).toBe(504);
        expect(
          (await bench.settledRows()).map(row => row.outcome).sort(),
        ).toEqual(['completed', 'timeout']);
      });

      it('answers 502 and charges nothing where the provider cannot be reached', async () => {
        const closed = createServer().listen(0);
        const { port } = closed.address() as AddressInfo;
        closed.close();
        await start({ provider: { url: `http://127.0.0.1:${port}/v1` } });
        const response = await post({ model: 'gpt-4o', messages });
        expect(await statusAndCode(response)).toEqual({
          status: 502,
          code: 'provider_unreachable',
        });
        expect((await bench.settledRows())[0]).toMatchObject({
          usage_source: 'none',
          cost_pico_usd: 0n,
        });
      });

      const badInput: Array<[string, unknown, number, string]> = [
        ['malformed JSON', '{"model":', 400, 'invalid_json'],
        ['no JSON object', '[]', 400, 'invalid_request'],
        ['broken UTF-8', Buffer.from('22ff22', 'hex'), 400, 'invalid_json'],
        ['no model', { messages }, 400, 'invalid_request'],
        ['no messages', { model: 'gpt-4o' }, 400, 'invalid_request'],
        [
          'a negative bound',
          { model: 'gpt-4o', messages, max_tokens: -1 },
          400,
          'invalid_request',
        ],
        [
          'too many choices',
          { model: 'gpt-4o', messages, n: 1_000 },
          400,
          'invalid_request',
        ],
        [
          'an unknown model',
          { model: 'gpt-9', messages },
          404,
          'model_not_found',
        ],
        [
          'a model name that databases dislike',
          { model: 'a\u0000b\ud800', messages },
          404,
          'model_not_found',
        ],
        [
          'a service tier without price',
          { model: 'gpt-4o', messages, service_tier: 'priority' },
          403,
          'model_not_priced',
        ],
        [
          'a body over the limit',
          { model: 'gpt-4o', messages, filler: 'x'.repeat(2_000) },
          413,
          'request_too_large',
        ],
      ];

      it.each(badInput)(
        'refuses %s clearly, with a row',
        async (_, body, status, code) => {
          await start({ gateway: { maxBodyBytes: 1_000 } });
          expect(await statusAndCode(await post(body))).toEqual({
            status,
            code,
          });
          expect(await bench.settledRows()).toMatchObject([
            { outcome: 'refused', error_code: code, http_status: status },
          ]);
          expect(provider.requests).toHaveLength(0);
        },
      );

      const badKeys: Array<[string, Record<string, string>, string, string]> = [
        ['no key', { authorization: '' }, '', 'missing_api_key'],
        [
          'a malformed key',
          { authorization: 'Bearer sk-123' },
          '',
          'invalid_api_key',
        ],
        [
          'a key of nobody',
          { authorization: `Bearer ${createKeySecret().whole}` },
          '',
          'invalid_api_key',
        ],
        [
          'a key in the query string',
          {},
          `?api_key=${SECRET.whole}`,
          'key_in_query',
        ],
      ];

      it.each(badKeys)(
        'refuses %s with 401 and without a row',
        async (_, headers, query, code) => {
          await start();
          const response = await post(
            { model: 'gpt-4o', messages },
            headers,
            query,
          );
          expect(await statusAndCode(response)).toEqual({ status: 401, code });
          expect(await bench.settledRows()).toHaveLength(0);
        },
      );

      it.each(['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'])(
        'takes the key from %s',
        async header => {
          await start();
          const response = await fetch(`${bench.url}/chat/completions`, {
            method: 'POST',
            headers: {
              [header]:
                header === 'authorization'
                  ? `Bearer ${SECRET.whole}`
                  : SECRET.whole,
            },
            body: JSON.stringify({ model: 'gpt-4o', messages }),
          });
          expect(response.status).toBe(200);
          const seen = JSON.stringify(provider.requests);
          expect(seen).not.toContain(SECRET.whole);
        },
      );

      it('sends nothing on and answers 503 where its database is gone', async () => {
        await start();
        await bench.knex.destroy();
        const response = await post({ model: 'gpt-4o', messages });
        expect(await statusAndCode(response)).toEqual({
          status: 503,
          code: 'ledger_unavailable',
        });
        expect(provider.requests).toHaveLength(0);
      });
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
