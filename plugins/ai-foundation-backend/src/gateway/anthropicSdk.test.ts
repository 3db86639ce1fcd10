import Anthropic from '@anthropic-ai/sdk';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DEFAULT_CREDENTIAL,
  DemoProvider,
  startDemoProvider,
} from '@ai-foundation/demo-provider';
import { GatewayBench, SECRET } from './__testUtils__/GatewayBench';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const MODEL = 'claude-sonnet-5';

const WEATHER: Anthropic.Tool = {
  name: 'get_weather',
  input_schema: { type: 'object', properties: { city: { type: 'string' } } },
};

/** A request whose provider is told how to behave. */
function scripted(behaviour: string, more: object = {}) {
  return {
    model: MODEL,
    max_tokens: 200,
    messages: [{ role: 'user' as const, content: 'Say something useful' }],
    metadata: { demo_behaviour: behaviour } as Anthropic.Metadata,
    ...more,
  };
}

describe.each(databases.eachSupportedId())(
  "Anthropic's SDK through the gateway (%s)",
  databaseId => {
    let provider: DemoProvider;
    let bench: GatewayBench;
    let throughGateway: Anthropic;
    let direct: Anthropic;

    beforeEach(async () => {
      provider = await startDemoProvider({ models: [MODEL] });
      bench = await GatewayBench.create({
        knex: await databases.init(databaseId),
        provider,
        dialect: 'anthropic',
        model: { name: MODEL, providerModel: MODEL },
      });
      throughGateway = clientOf(bench.url, SECRET.whole);
      direct = clientOf(provider.url, DEFAULT_CREDENTIAL);
    });

    afterEach(async () => {
      await bench.stop();
      await provider.stop();
    });

    function clientOf(url: string, apiKey: string): Anthropic {
      return new Anthropic({
        baseURL: url.replace(/\/v1$/, ''),
        apiKey,
        maxRetries: 0,
      });
    }

    it.each([
      ['plain', {}],
      ['with a tool', { tools: [WEATHER], tool_choice: { type: 'any' } }],
      ['with a system prompt', { system: 'Be brief.' }],
      ['cut by its bound', { max_tokens: 3 }],
    ])('answers as the provider does, %s', async (_, more) => {
      const body = scripted('deterministic', more);
      const [expected, answer] = await Promise.all([
        direct.messages.create(body),
        throughGateway.messages.create(body),
      ]);
      expect(answer).toEqual(expected);
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({
        outcome: 'completed',
        usage_source: 'provider',
        input_tokens: expected.usage.input_tokens,
        output_tokens: expected.usage.output_tokens,
        provider_request_id: expect.stringMatching(/^req_/),
      });
      expect(row.cost_pico_usd).toBe(
        BigInt(expected.usage.input_tokens) * 1_000_000n +
          BigInt(expected.usage.output_tokens) * 2_000_000n,
      );
      expect(row.hold_pico_usd).toBeGreaterThanOrEqual(row.cost_pico_usd);
    });

    it('streams the very events of the provider', async () => {
      const body = { ...scripted('deterministic'), stream: true as const };
      const eventsOf = async (client: Anthropic) => {
        const events: Anthropic.RawMessageStreamEvent[] = [];
        for await (const event of await client.messages.create(body)) {
          events.push(event);
        }
        return events;
      };
      const expected = await eventsOf(direct);
      expect(await eventsOf(throughGateway)).toEqual(expected);
      expect((await bench.settledRows())[0]).toMatchObject({
        outcome: 'completed',
        usage_source: 'provider',
      });
    });

    it('prices cached input and both lifetimes of a cache', async () => {
      await throughGateway.messages.create(
        scripted(
          `usage:${JSON.stringify({
            input_tokens: 10,
            cache_creation_input_tokens: 300,
            cache_read_input_tokens: 1_000,
            cache_creation: {
              ephemeral_5m_input_tokens: 100,
              ephemeral_1h_input_tokens: 200,
            },
            output_tokens: 50,
          })}`,
        ),
      );
      expect((await bench.settledRows())[0]).toMatchObject({
        input_tokens: 1_310,
        output_tokens: 50,
      });
    });

    it('knows the input of a stream that broke off', async () => {
      const stream = throughGateway.messages.stream(scripted('cut-after:4'));
      await expect(stream.finalMessage()).rejects.toThrow();
      const [row] = await bench.settledRows();
      expect(row).toMatchObject({
        outcome: 'truncated',
        usage_source: 'partial',
      });
      expect(row.input_tokens).toBeGreaterThan(0);
    });

    it('passes an error in the middle of a stream on', async () => {
      const stream = throughGateway.messages.stream(
        scripted('error-in-stream:3'),
      );
      await expect(stream.finalMessage()).rejects.toThrow(/demo provider/);
      expect((await bench.settledRows())[0]).toMatchObject({
        outcome: 'upstream_error',
        error_code: 'api_error',
      });
    });

    it('reads a stream to its end though its client has left', async () => {
      const stream = await throughGateway.messages.create({
        ...scripted('chunk-delay:5'),
        stream: true,
      });
      for await (const event of stream) {
        if (event.type === 'content_block_delta') {
          break;
        }
      }
      expect((await bench.settledRows())[0]).toMatchObject({
        outcome: 'client_aborted',
        usage_source: 'provider',
      });
    });

    it('raises the errors that the SDK has types for', async () => {
      await expect(
        throughGateway.messages.create(scripted('error-429')),
      ).rejects.toBeInstanceOf(Anthropic.RateLimitError);
      await expect(
        throughGateway.messages.create({ ...scripted(''), model: 'none' }),
      ).rejects.toBeInstanceOf(Anthropic.NotFoundError);
      await expect(
        clientOf(bench.url, 'aif_nobody').messages.create(scripted('')),
      ).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
      await expect(
        throughGateway.messages.create(
          scripted('', { mcp_servers: [{ url: 'https://tools.example' }] }),
        ),
      ).rejects.toBeInstanceOf(Anthropic.PermissionDeniedError);
    });

    it('takes the key from either header, and shows the provider neither', async () => {
      for (const name of ['x-api-key', 'authorization']) {
        const key = name === 'authorization' ? 'Bearer ' : '';
        const response = await fetch(`${bench.url}/messages`, {
          method: 'POST',
          headers: { [name]: key + SECRET.whole },
          body: JSON.stringify(scripted('')),
        });
        expect(response.status).toBe(200);
      }
      for (const { headers } of provider.requests) {
        expect(headers['anthropic-version']).toBe('2023-06-01');
        expect(JSON.stringify(headers)).not.toContain(SECRET.secret);
      }
    });

    it('passes the version of the API on that the client speaks', async () => {
      await throughGateway.messages.create(scripted(''), {
        headers: { 'anthropic-version': '2026-10-21' },
      });
      expect(provider.requests[0].headers['anthropic-version']).toBe(
        '2026-10-21',
      );
    });

    it('counts tokens for nothing, with a row', async () => {
      const { messages, model } = scripted('');
      const question = { messages, model };
      const counted = await throughGateway.messages.countTokens(question);
      expect(counted).toEqual(await direct.messages.countTokens(question));
      expect((await bench.settledRows())[0]).toMatchObject({
        outcome: 'completed',
        cost_pico_usd: 0n,
        hold_pico_usd: 0n,
      });
    });

    it('lists the models that the key may use', async () => {
      const { data } = await throughGateway.models.list();
      expect(data.map(({ id }) => id)).toEqual([MODEL]);
      expect(await throughGateway.models.retrieve(MODEL)).toMatchObject({
        type: 'model',
        id: MODEL,
      });
    });

    it('says what it serves to a client of another dialect', async () => {
      const response = await bench.post({ model: MODEL, messages: [] });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('POST /v1/messages');
    });
  },
);
