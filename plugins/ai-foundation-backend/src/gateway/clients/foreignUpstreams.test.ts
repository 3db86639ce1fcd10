import { dirname, resolve } from 'node:path';
import Anthropic from '@anthropic-ai/sdk';
import { TestDatabases } from '@backstage/backend-test-utils';
import { LLMock } from '@copilotkit/aimock';
import { GatewayBench, SECRET } from '../__testUtils__/GatewayBench';
import {
  ForeignServer,
  startForeignServer,
} from './__testUtils__/startForeignServer';

jest.setTimeout(60_000);

// What a provider says depends on no database.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const MODEL = 'gpt-4o';
const messages = [{ role: 'user' as const, content: 'hello' }];

/** A program of a package, by its path in it. */
function programOf(name: string, path: string): string {
  return resolve(dirname(require.resolve(`${name}/package.json`)), path);
}

describe("somebody else's server as a provider", () => {
  let bench: GatewayBench;

  afterEach(() => bench.stop());

  async function start(
    url: string,
    dialect: 'openai' | 'anthropic' | 'gemini' = 'openai',
    providerModel = MODEL,
  ) {
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider: { url },
      dialect,
      model: { name: providerModel, providerModel },
    });
  }

  async function chunksOf(model: string, more: object = {}) {
    const chunks = [];
    const stream = await bench.openai.chat.completions.create({
      model,
      messages,
      stream: true,
      ...more,
    });
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    return chunks;
  }

  describe('mock-openai-api, whose reasoning is outside of its completion', () => {
    const THINKING = 'mock-gpt-thinking';
    let server: ForeignServer;

    beforeAll(async () => {
      server = await startForeignServer({
        program: programOf('mock-openai-api', 'dist/cli.js'),
        args: port => ['-p', String(port), '-H', '127.0.0.1'],
        readyPath: '/health',
      });
    });

    afterAll(() => server.stop());

    it('is believed by its total', async () => {
      await start(`${server.url}/v1`, 'openai', THINKING);
      const { usage } = await bench.openai.chat.completions.create({
        model: THINKING,
        messages,
      });
      const thoughts = usage?.completion_tokens_details?.reasoning_tokens ?? 0;
      expect(thoughts).toBeGreaterThan(0);
      expect((await bench.settledRows())[0]).toMatchObject({
        usage_source: 'provider',
        input_tokens: usage?.prompt_tokens,
        output_tokens: usage!.completion_tokens + thoughts,
      });
    });

    it('tells its usage beside the last choice, which is kept', async () => {
      await start(`${server.url}/v1`, 'openai', THINKING);
      const chunks = await chunksOf(THINKING);
      expect(chunks.at(-1)?.choices[0].finish_reason).toBe('stop');
      expect(JSON.stringify(chunks)).not.toContain('"usage"');
      const [row] = await bench.settledRows();
      const reported = JSON.parse(row.raw_usage);
      expect(row).toMatchObject({
        outcome: 'completed',
        usage_source: 'provider',
        output_tokens: reported.total_tokens - reported.prompt_tokens,
      });
    });
  });

  describe('mock-llm, which tells no usage of a stream', () => {
    let server: ForeignServer;

    beforeAll(async () => {
      server = await startForeignServer({
        program: programOf('@dwmkerr/mock-llm', 'dist/main.js'),
        args: () => [],
        env: port => ({ PORT: String(port), HOST: '127.0.0.1' }),
        readyPath: '/v1/models',
      });
    });

    afterAll(() => server.stop());

    it.each([
      ['a stream', true],
      ['a plain answer', false],
    ])('is estimated, and never free: %s', async (_, streamed) => {
      await start(`${server.url}/v1`);
      await (streamed
        ? chunksOf(MODEL)
        : bench.openai.chat.completions.create({ model: MODEL, messages }));
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({
        outcome: 'completed',
        usage_source: 'estimated',
      });
      expect(row.output_tokens).toBeGreaterThan(0);
      expect(row.cost_pico_usd).toBeGreaterThan(0n);
    });
  });

  describe('aimock', () => {
    let mock: LLMock;

    beforeAll(async () => {
      mock = new LLMock({ port: 0 });
      mock.onMessage('hello', {
        content: 'Hello to you, and to all of yours',
        usage: {
          prompt_tokens: 11,
          completion_tokens: 7,
          total_tokens: 18,
          input_tokens: 11,
          output_tokens: 7,
          promptTokenCount: 11,
          candidatesTokenCount: 7,
          totalTokenCount: 18,
        },
      });
      mock.onMessage('uncounted', { content: 'Nobody counts this' });
      await mock.start();
    });

    afterAll(() => mock.stop());

    it('is accounted by its chat, plain and streamed', async () => {
      await start(`${mock.url}/v1`);
      const { usage } = await bench.openai.chat.completions.create({
        model: MODEL,
        messages,
      });
      const chunks = await chunksOf(MODEL, {
        stream_options: { include_usage: true },
      });
      const rows = await bench.settledRows();
      expect(rows).toMatchObject(
        [usage, chunks.at(-1)?.usage].map(reported => ({
          outcome: 'completed',
          usage_source: 'provider',
          input_tokens: reported?.prompt_tokens,
          output_tokens: reported?.completion_tokens,
        })),
      );
    });

    it('is accounted by its responses', async () => {
      await start(`${mock.url}/v1`);
      const { usage } = await bench.openai.responses.create({
        model: MODEL,
        input: 'hello',
      });
      expect((await bench.settledRows())[0]).toMatchObject({
        usage_source: 'provider',
        input_tokens: usage?.input_tokens,
        output_tokens: usage?.output_tokens,
      });
    });

    it('is accounted by its messages, plain and streamed', async () => {
      await start(`${mock.url}/v1`, 'anthropic');
      const client = new Anthropic({
        baseURL: bench.url.replace(/\/v1$/, ''),
        apiKey: SECRET.whole,
        maxRetries: 0,
      });
      const body = { model: MODEL, max_tokens: 50, messages };
      const { usage } = await client.messages.create(body);
      const streamed = await client.messages.stream(body).finalMessage();
      expect(await bench.settledRows()).toMatchObject(
        [usage, streamed.usage].map(reported => ({
          outcome: 'completed',
          usage_source: 'provider',
          input_tokens: reported.input_tokens,
          output_tokens: reported.output_tokens,
        })),
      );
    });

    it.each([
      ['hello', 'provider', 11, 7],
      // It writes zeros where it does not count.
      ['uncounted', 'estimated', expect.any(Number), expect.any(Number)],
    ])(
      'is accounted by its content, plain and streamed: %s',
      async (text, source, input, output) => {
        await start(`${mock.url}/v1beta`, 'gemini');
        const ask = async (verb: string) => {
          const url = `${bench.url}beta/models/${MODEL}:${verb}`;
          const answer = await fetch(url, {
            method: 'POST',
            headers: { 'x-goog-api-key': SECRET.whole },
            body: JSON.stringify({ contents: [{ parts: [{ text }] }] }),
          });
          expect(answer.status).toBe(200);
          await answer.text();
        };
        await ask('generateContent');
        await ask('streamGenerateContent?alt=sse');
        const rows = await bench.settledRows();
        expect(rows).toHaveLength(2);
        for (const row of rows) {
          expect(row).toMatchObject({
            outcome: 'completed',
            usage_source: source,
            input_tokens: input,
            output_tokens: output,
          });
          expect(row.cost_pico_usd).toBeGreaterThan(0n);
        }
      },
    );
  });
});
