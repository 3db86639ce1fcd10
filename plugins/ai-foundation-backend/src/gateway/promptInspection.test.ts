import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { Inspector } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import {
  BenchOptions,
  GatewayBench,
  SECRET,
} from './__testUtils__/GatewayBench';
import { EXAMPLE_SECRETS } from './inspection/__testUtils__/exampleSecrets';
import { rule } from './inspection/__testUtils__/inspectBody';
import { ExternalInspectors } from './inspection/ExternalInspectors';
import { InspectionRule } from './inspection/InspectionRule';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const TOKEN = EXAMPLE_SECRETS.find(([type]) => type === 'github')![1];
const PROMPT = `Why is ${TOKEN} refused?`;
const REDACTED = 'Why is [redacted: secret] refused?';

const BLOCK = [rule('X4', 'inspection.secrets', 'block')];
const TAKE_OUT = [rule('X4', 'inspection.secrets', 'redact')];

describe('prompts with a secret, through the gateway', () => {
  const logger = mockServices.logger.mock();
  let provider: DemoProvider;
  let bench: GatewayBench;

  beforeEach(async () => {
    provider = await startDemoProvider({
      models: ['gpt-4o', 'claude-sonnet-5', 'gemini-2.5-pro'],
    });
  });

  afterEach(async () => {
    await bench.stop();
    await provider.stop();
  });

  async function start(
    inspection: InspectionRule[],
    options: Partial<BenchOptions> = {},
  ) {
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider,
      logger,
      policy: usual => ({ ...usual, inspection }),
      ...options,
    });
    return bench;
  }

  /** What the provider was sent last. */
  const sent = () => provider.requests.at(-1)?.body;

  async function verdict() {
    const rows = await bench.settledRows();
    const verdicts: Array<{ control: string }> = JSON.parse(
      rows.at(-1)!.decision,
    );
    return verdicts.find(({ control }) => control === 'inspection');
  }

  /** Every row of every table, and everything that was logged. */
  async function everythingKept(): Promise<string> {
    const tables = await bench
      .knex('sqlite_master')
      .where({ type: 'table' })
      .pluck('name');
    const rows = await Promise.all(tables.map(name => bench.knex(name)));
    const logged = [logger.error, logger.warn, logger.info, logger.debug].map(
      ({ mock }) => mock.calls,
    );
    return JSON.stringify([rows, logged], (_, value) =>
      typeof value === 'bigint' || value instanceof Error
        ? String(value)
        : value,
    );
  }

  it('refuses them, and tells kind, place and rule but not the text', async () => {
    const { openai } = await start(BLOCK);
    const refusal = await openai.chat.completions
      .create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: PROMPT }],
      })
      .catch((error: Error) => error);
    expect(refusal).toMatchObject({
      status: 403,
      code: 'prompt_blocked',
      message: expect.stringContaining(
        `rule X4 of the acceptable use policy keeps out: secret (github) at /messages/0/content, characters 7 to ${
          7 + TOKEN.length
        }`,
      ),
    });
    expect(provider.requests).toEqual([]);
    expect(await verdict()).toMatchObject({
      verdict: 'refused',
      inputs: {
        rules: ['X4'],
        found: 1,
        findings: [
          { kind: 'secret', type: 'github', place: '/messages/0/content' },
        ],
      },
    });
    expect(JSON.stringify(refusal)).not.toContain(TOKEN);
    expect(await everythingKept()).not.toContain(TOKEN);
  });

  it('writes down where they were under a rule that observes', async () => {
    const { openai } = await start([
      rule('X4', 'inspection.secrets', 'observe'),
    ]);
    await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: PROMPT }],
    });
    expect(sent()).toMatchObject({ messages: [{ content: PROMPT }] });
    expect(await verdict()).toMatchObject({
      verdict: 'passed',
      reason: 'Findings written down: 1.',
    });
    expect(await everythingKept()).not.toContain(TOKEN);
  });

  it('says nothing of prompts where no rule asks', async () => {
    const { openai } = await start([
      rule('X4', 'inspection.secrets', 'block', { purposes: ['golf'] }),
    ]);
    await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: PROMPT }],
    });
    expect(sent()).toMatchObject({ messages: [{ content: PROMPT }] });
    expect(await verdict()).toBeUndefined();
  });

  it.each([
    ['a limit of its own', { gateway: { inspection: { maxTextLength: 10 } } }],
  ])('refuses what it cannot read whole: %s', async (_, options) => {
    const { openai } = await start(BLOCK, options);
    await expect(
      openai.chat.completions.create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: 'Quite a long prompt.' }],
      }),
    ).rejects.toMatchObject({
      status: 403,
      code: 'prompt_blocked',
      message: expect.stringContaining('longer than the gateway inspects'),
    });
  });

  it('lets pass what it cannot read whole where the rule says so', async () => {
    const { openai } = await start(
      [rule('X4', 'inspection.secrets', 'block', { uninspected: 'pass' })],
      { gateway: { inspection: { maxTextLength: 10 } } },
    );
    await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Quite a long prompt.' }],
    });
    expect(await verdict()).toMatchObject({
      verdict: 'passed',
      reason: 'Not all of it could be inspected.',
    });
  });

  it('takes them out of a chat, plain and streamed', async () => {
    const { openai } = await start(TAKE_OUT);
    const prompt = {
      model: 'gpt-4o',
      messages: [
        { role: 'system' as const, content: 'Be brief.' },
        { role: 'user' as const, content: PROMPT },
      ],
    };
    await openai.chat.completions.create(prompt);
    expect(sent()).toMatchObject({
      messages: [{ content: 'Be brief.' }, { content: REDACTED }],
    });
    const stream = await openai.chat.completions.create({
      ...prompt,
      stream: true,
    });
    let text = '';
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
    }
    expect(text).not.toBe('');
    expect(JSON.stringify(provider.requests)).not.toContain(TOKEN);
    expect(await verdict()).toMatchObject({
      verdict: 'passed',
      reason: 'Findings taken out: 1.',
    });
    expect(await everythingKept()).not.toContain(TOKEN);
  });

  it('takes them out of responses', async () => {
    const { openai } = await start(TAKE_OUT);
    await openai.responses.create({
      model: 'gpt-4o',
      instructions: PROMPT,
      input: [{ role: 'user', content: PROMPT }],
    });
    expect(sent()).toMatchObject({
      instructions: REDACTED,
      input: [{ content: REDACTED }],
    });
  });

  it('takes them out of embeddings, and refuses those of tokens', async () => {
    const { openai } = await start(TAKE_OUT, { model: { type: 'embedding' } });
    await openai.embeddings.create({ model: 'gpt-4o', input: ['a', PROMPT] });
    expect(sent()).toMatchObject({ input: ['a', REDACTED] });
    await expect(
      openai.embeddings.create({ model: 'gpt-4o', input: [1_212, 318] }),
    ).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('in tokens and not in text'),
    });
  });

  it("takes them out of Anthropic's messages, also when tokens are counted", async () => {
    await start(TAKE_OUT, {
      dialect: 'anthropic',
      model: { name: 'claude-sonnet-5', providerModel: 'claude-sonnet-5' },
    });
    const client = new Anthropic({
      baseURL: bench.url.replace(/\/v1$/, ''),
      apiKey: SECRET.whole,
      maxRetries: 0,
    });
    const prompt = {
      model: 'claude-sonnet-5',
      system: PROMPT,
      messages: [{ role: 'user' as const, content: PROMPT }],
    };
    await client.messages.create({ ...prompt, max_tokens: 100 });
    expect(sent()).toMatchObject({
      system: REDACTED,
      messages: [{ content: REDACTED }],
    });
    await client.messages.countTokens(prompt);
    expect(provider.requests).toHaveLength(2);
    expect(sent()).toMatchObject({ messages: [{ content: REDACTED }] });
  });

  it("takes them out of Gemini's contents, also when tokens are counted", async () => {
    await start(TAKE_OUT, {
      dialect: 'gemini',
      model: { name: 'gemini-2.5-pro', providerModel: 'gemini-2.5-pro' },
    });
    const { models } = new GoogleGenAI({
      apiKey: SECRET.whole,
      httpOptions: { baseUrl: bench.url.replace(/\/v1(beta)?$/, '') },
    });
    await models.generateContent({ model: 'gemini-2.5-pro', contents: PROMPT });
    expect(sent()).toMatchObject({
      contents: [{ parts: [{ text: REDACTED }] }],
    });
    await models.countTokens({ model: 'gemini-2.5-pro', contents: PROMPT });
    expect(JSON.stringify(provider.requests)).not.toContain(TOKEN);
    expect(provider.requests).toHaveLength(2);
  });

  it('holds enough for what became longer', async () => {
    await start([rule('D4', 'inspection.personal-data', 'redact')]);
    const content = 'a@b.no '.repeat(200);
    await bench.openai.chat.completions.create({
      model: 'gpt-4o',
      max_completion_tokens: 1,
      messages: [{ role: 'user', content }],
    });
    const [row] = await bench.settledRows();
    const bytes = Buffer.byteLength(JSON.stringify(sent()));
    expect(row.hold_pico_usd).toBeGreaterThanOrEqual(
      BigInt(Buffer.byteLength('[redacted: email] '.repeat(200))) * 1_000_000n,
    );
    expect(bytes).toBeGreaterThan(content.length);
    expect(row.hold_pico_usd).toBeGreaterThanOrEqual(row.cost_pico_usd);
  });

  describe('with an inspector of a module', () => {
    const ASK = [rule('X5', 'inspection.external', 'block')];

    function inspectors(inspector: Partial<Inspector>): ExternalInspectors {
      const external = new ExternalInspectors();
      external.addInspector({
        id: 'guard',
        timeoutMs: 50,
        failMode: 'closed',
        inspect: async () => [],
        ...inspector,
      });
      return external;
    }

    async function ask(
      inspection: InspectionRule[],
      inspector: Partial<Inspector>,
    ) {
      const external = inspectors(inspector);
      await start(inspection, { inspectors: external });
      const answer = await bench.openai.chat.completions
        .create({
          model: 'gpt-4o',
          messages: [{ role: 'user', content: PROMPT }],
        })
        .catch((error: Error) => error);
      return { answer, health: external.health };
    }

    it('refuses what it finds', async () => {
      const { answer, health } = await ask(ASK, {
        inspect: async ({ texts, model, tier, dialect }) => {
          expect({ model, tier, dialect }).toEqual({
            model: 'aimodel:default/gpt-4o',
            tier: 'internal',
            dialect: 'openai',
          });
          const text = texts.findIndex(
            ({ place }) => place === '/messages/0/content',
          );
          return [{ kind: 'prompt-injection', text, start: 0, end: 3 }];
        },
      });
      expect(answer).toMatchObject({
        status: 403,
        code: 'prompt_blocked',
        message: expect.stringContaining(
          'prompt-injection (guard) at /messages/0/content',
        ),
      });
      expect(health).toMatchObject([{ state: 'working' }]);
    });

    it.each<[string, Partial<Inspector>, string]>([
      ['is too slow', { inspect: () => new Promise(() => {}) }, 'timeout'],
      [
        'throws',
        {
          inspect: () => {
            throw new Error(PROMPT);
          },
        },
        'error',
      ],
      [
        'rejects',
        { inspect: async () => Promise.reject(new Error(PROMPT)) },
        'error',
      ],
      [
        'answers nonsense',
        { inspect: async () => [{ kind: PROMPT, text: 0, start: 0, end: 1 }] },
        'invalid-answer',
      ],
      [
        'finds something where there is nothing',
        { inspect: async () => [{ kind: 'x', text: 99, start: 0, end: 1 }] },
        'invalid-answer',
      ],
    ])('keeps its fail mode where it %s', async (_, inspector, why) => {
      const closed = await ask(ASK, inspector);
      expect(closed.answer).toMatchObject({
        status: 503,
        code: 'inspection_unavailable',
      });
      expect(closed.health).toMatchObject([
        {
          id: 'guard',
          failMode: 'closed',
          state: 'failing',
          lastFailure: { why },
        },
      ]);
      expect(provider.requests).toEqual([]);
      await bench.stop();

      const open = await ask(ASK, { ...inspector, failMode: 'open' });
      expect(open.answer).toMatchObject({ object: 'chat.completion' });
      expect(await verdict()).toMatchObject({ inputs: { leftOut: ['guard'] } });
      expect(await everythingKept()).not.toContain(TOKEN);
    });

    it('is not asked where no rule names it', async () => {
      const inspect = jest.fn(async () => []);
      await ask(TAKE_OUT, { inspect });
      expect(inspect).not.toHaveBeenCalled();
    });

    it('refuses where a rule asks for one and there is none', async () => {
      const { openai } = await start(ASK);
      await expect(
        openai.chat.completions.create({
          model: 'gpt-4o',
          messages: [{ role: 'user', content: 'Hi there!' }],
        }),
      ).rejects.toMatchObject({ status: 503, code: 'inspection_unavailable' });
    });
  });
});
