import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import {
  BenchOptions,
  GatewayBench,
  SECRET,
} from './__testUtils__/GatewayBench';
import { messages, statusAndCode } from './__testUtils__/gatewayRequests';
import { connect } from 'node:net';
import { createKeySecret } from './keys/keyFormat';

jest.setTimeout(60_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())(
  'a bad request to the data plane (%s)',
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
        'a search without price',
        { model: 'gpt-4o', messages, web_search_options: {} },
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
        expect(await statusAndCode(await bench.post(body))).toEqual({
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
        const response = await bench.post(
          { model: 'gpt-4o', messages },
          headers,
          query,
        );
        expect(await statusAndCode(response)).toEqual({ status: 401, code });
        expect(await bench.settledRows()).toHaveLength(0);
      },
    );

    it('records a client that left in the middle of its body as such', async () => {
      await start();
      const { port, hostname } = new URL(bench.url);
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n` +
          `x-api-key: ${SECRET.whole}\r\n\r\n{"model":`,
      );
      await new Promise(resolve => setTimeout(resolve, 200));
      socket.destroy();
      let rows = await bench.settledRows();
      for (let tries = 0; tries < 100 && rows.length === 0; tries++) {
        await new Promise(resolve => setTimeout(resolve, 20));
        rows = await bench.settledRows();
      }
      expect(rows).toMatchObject([
        { outcome: 'refused', error_code: 'body_incomplete' },
      ]);
      expect(provider.requests).toHaveLength(0);
    });

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
      const response = await bench.post({ model: 'gpt-4o', messages });
      expect(await statusAndCode(response)).toEqual({
        status: 503,
        code: 'ledger_unavailable',
      });
      expect(provider.requests).toHaveLength(0);
    });
  },
);
