import OpenAI from 'openai';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DEFAULT_CREDENTIAL,
  DemoProvider,
  startDemoProvider,
} from '@ai-foundation/demo-provider';
import { GatewayBench } from './__testUtils__/GatewayBench';
import { PolicyModel } from './policy/PolicySnapshot';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** A request whose provider is told how to behave. */
function scripted(behaviour: string, more: object = {}) {
  return {
    model: 'gpt-4o',
    input: 'Say something useful',
    metadata: { demo_behaviour: behaviour },
    ...more,
  };
}

describe.each(databases.eachSupportedId())(
  'responses and embeddings through the gateway (%s)',
  databaseId => {
    let provider: DemoProvider;
    let bench: GatewayBench;
    let direct: OpenAI;

    afterEach(async () => {
      await bench.stop();
      await provider.stop();
    });

    async function start(model: Partial<PolicyModel> = {}) {
      provider = await startDemoProvider();
      bench = await GatewayBench.create({
        knex: await databases.init(databaseId),
        provider,
        model,
      });
      direct = new OpenAI({
        baseURL: provider.url,
        apiKey: DEFAULT_CREDENTIAL,
        maxRetries: 0,
      });
    }

    it.each([
      ['plain', {}],
      ['cut by its bound', { max_output_tokens: 3 }],
      [
        'with a tool',
        {
          tools: [
            { type: 'function', name: 'f', parameters: {}, strict: false },
          ],
          tool_choice: 'required',
        },
      ],
    ])('answers a response as the provider does, %s', async (_, more) => {
      await start();
      const body = scripted('deterministic', more);
      const expected = await direct.responses.create(body);
      expect(await bench.openai.responses.create(body)).toEqual(expected);
      expect((await bench.settledRows())[0]).toMatchObject({
        outcome: 'completed',
        usage_source: 'provider',
        input_tokens: expected.usage?.input_tokens,
        output_tokens: expected.usage?.output_tokens,
      });
    });

    it('streams the very events of the provider', async () => {
      await start();
      const eventsOf = async (client: OpenAI) => {
        const events: unknown[] = [];
        const stream = await client.responses.create({
          ...scripted('deterministic'),
          stream: true,
        });
        for await (const event of stream) {
          events.push(event);
        }
        return events;
      };
      expect(await eventsOf(bench.openai)).toEqual(await eventsOf(direct));
      expect((await bench.settledRows())[0]).toMatchObject({
        outcome: 'completed',
        usage_source: 'provider',
      });
    });

    it.each([
      ['eof-after:3', 'truncated', 'estimated'],
      ['error-in-stream:3', 'upstream_error', 'estimated'],
    ])('settles a stream that %s as %s', async (behaviour, outcome, source) => {
      await start();
      const stream = bench.openai.responses.stream(scripted(behaviour));
      await expect(stream.finalResponse()).rejects.toThrow();
      expect((await bench.settledRows())[0]).toMatchObject({
        outcome,
        usage_source: source,
      });
    });

    it('refuses work that goes on after the answer', async () => {
      await start();
      await expect(
        bench.openai.responses.create(scripted('', { background: true })),
      ).rejects.toBeInstanceOf(OpenAI.BadRequestError);
      expect(provider.requests).toHaveLength(0);
    });

    it('serves no file, no batch and no stored response', async () => {
      await start();
      await expect(bench.openai.files.list()).rejects.toMatchObject({
        status: 404,
        code: 'unknown_path',
      });
      await expect(bench.openai.batches.list()).rejects.toMatchObject({
        status: 404,
      });
      await expect(
        bench.openai.responses.retrieve('resp_1'),
      ).rejects.toMatchObject({ status: 404 });
      expect(provider.requests).toHaveLength(0);
    });

    it('gives the embeddings of the provider, at the price of their input', async () => {
      await start({ type: 'embedding' });
      const body = { model: 'gpt-4o', input: ['one', 'two'] };
      const expected = await direct.embeddings.create(body);
      expect(await bench.openai.embeddings.create(body)).toEqual(expected);
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({ outcome: 'completed', output_tokens: 0 });
      expect(row.cost_pico_usd).toBe(
        BigInt(expected.usage.prompt_tokens) * 1_000_000n,
      );
    });

    it('lets no model of another type serve embeddings', async () => {
      await start();
      await expect(
        bench.openai.embeddings.create({ model: 'gpt-4o', input: 'one' }),
      ).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
    });
  },
);
