import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import OpenAI from 'openai';
import { createServer as createHttpServer } from 'node:http';
import { AddressInfo, createServer } from 'node:net';
import { BenchOptions, GatewayBench } from './__testUtils__/GatewayBench';
import {
  messages,
  scripted,
  statusAndCode,
} from './__testUtils__/gatewayRequests';

jest.setTimeout(60_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())(
  'a provider that fails (%s)',
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
      ['silence', 'hang', {}, 504, 'timeout', 'estimated', 'provider_timeout'],
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
        const response = await bench.post(scripted(behaviour, more));
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
      const response = await bench.post(
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
      const response = await bench.post({ model: 'gpt-4o', messages });
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
      const response = await bench.post({ model: 'gpt-4o', messages });
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

    it('answers 502 and charges nothing where the provider cannot be reached', async () => {
      const closed = createServer().listen(0);
      const { port } = closed.address() as AddressInfo;
      closed.close();
      await start({ provider: { url: `http://127.0.0.1:${port}/v1` } });
      const response = await bench.post({ model: 'gpt-4o', messages });
      expect(await statusAndCode(response)).toEqual({
        status: 502,
        code: 'provider_unreachable',
      });
      expect((await bench.settledRows())[0]).toMatchObject({
        usage_source: 'none',
        cost_pico_usd: 0n,
      });
    });
  },
);
