import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import OpenAI from 'openai';
import {
  ENGINEER,
  ENGINEERS_TEAM,
  IssuedKey,
  Portal,
} from '../__testUtils__/Portal';
import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { portalDatabases } from '../__testUtils__/portalDatabases';

jest.setTimeout(240_000);

/** Who may set ceilings. */
const FINANCE = 'user:default/ingrid.solberg';

const messages = [
  { role: 'system' as const, content: 'You answer in one sentence.' },
  {
    role: 'user' as const,
    content: 'Where is parcel 4711? Grüße aus Tromsø 🚚',
  },
];

describe.each(portalDatabases())(
  'the openai SDK at the portal ($name)',
  database => {
    let provider: DemoProvider;
    let portal: Portal;
    let key: IssuedKey;
    let direct: OpenAI;
    let gateway: OpenAI;

    beforeAll(async () => {
      provider = await startDemoProvider({ deterministic: true });
      portal = await Portal.create({ database, providerUrl: provider.url });
      await portal.start();
      key = await portal.issueKey();
      direct = new OpenAI({
        baseURL: provider.url,
        apiKey: 'demo-provider-credential',
        maxRetries: 0,
      });
      gateway = new OpenAI({
        baseURL: portal.gatewayUrl,
        apiKey: key.secret,
        maxRetries: 0,
      });
    });

    afterAll(async () => {
      await portal?.stop();
      await provider?.stop();
    });

    /** The bytes of an answer's body, and the parts that a stream came in. */
    async function answerOf(client: OpenAI, body: object) {
      const response = await client.chat.completions
        .create({ model: 'gpt-4o-mini', messages, ...body } as never)
        .asResponse();
      return { status: response.status, body: await response.text() };
    }

    async function newestRequest() {
      const client = await portal.as(ENGINEER);
      const { items } = await client.call(api.listRequests, {
        query: { key: key.id, limit: 1 },
      });
      return items[0];
    }

    describe('gets what the provider itself would answer', () => {
      it.each([
        ['plain', {}],
        ['plain, several choices', { n: 3 }],
        ['plain, bounded', { max_completion_tokens: 3 }],
        ['plain, in JSON', { response_format: { type: 'json_object' } }],
        ['streamed', { stream: true }],
        [
          'streamed with usage',
          { stream: true, stream_options: { include_usage: true } },
        ],
        [
          'streamed without usage',
          { stream: true, stream_options: { include_usage: false } },
        ],
        ['streamed, several choices', { stream: true, n: 2 }],
        ['an error of the request', { temperature: 'hot' }],
        [
          'an error of the provider',
          { metadata: { demo_behaviour: 'error-500' } },
        ],
        [
          'a limit of the provider',
          { metadata: { demo_behaviour: 'error-429' } },
        ],
      ])('%s', async (_, body) => {
        const outcome = (client: OpenAI) =>
          answerOf(client, body).catch(error => ({
            name: error.constructor.name,
            status: error.status,
            error: error.error,
          }));
        expect(await outcome(gateway)).toEqual(await outcome(direct));
      });

      it('chunk for chunk, as they come and not at the end', async () => {
        const read = async (client: OpenAI) => {
          const stream = await client.chat.completions.create({
            model: 'gpt-4o-mini',
            messages,
            stream: true,
            metadata: { demo_behaviour: 'deterministic;chunk-delay:60' },
          });
          const chunks: object[] = [];
          const times: number[] = [];
          for await (const chunk of stream) {
            chunks.push(chunk);
            times.push(performance.now());
          }
          return { chunks, lasted: times[times.length - 1] - times[0] };
        };
        const [there, here] = [await read(direct), await read(gateway)];
        expect(here.chunks).toEqual(there.chunks);
        expect(there.chunks.length).toBeGreaterThan(5);
        expect(here.lasted).toBeGreaterThan(there.lasted / 2);
      });
    });

    it('sees its request with tokens and exact cost', async () => {
      const answer = await gateway.chat.completions.create({
        model: 'gpt-4o-mini',
        messages,
      });
      const usage = answer.usage!;
      const request = await newestRequest();
      expect(request).toMatchObject({
        outcome: 'completed',
        inputTokens: usage.prompt_tokens,
        outputTokens: usage.completion_tokens,
        usageSource: 'provider',
        teamRef: ENGINEERS_TEAM,
      });
      // $0.15, $0.075 cached and $0.60 per million tokens.
      const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
      expect(request.costPicoUsd).toBe(
        String(
          (usage.prompt_tokens - cached) * 150_000 +
            cached * 75_000 +
            usage.completion_tokens * 600_000,
        ),
      );
    });

    it('may leave in the middle of a stream, which is still paid for exactly', async () => {
      const stream = await gateway.chat.completions.create({
        model: 'gpt-4o-mini',
        messages,
        stream: true,
        metadata: { demo_behaviour: 'chunk-delay:50' },
      });
      for await (const chunk of stream) {
        expect(chunk.choices).toHaveLength(1);
        break;
      }
      let request = await newestRequest();
      for (let i = 0; i < 100 && request.outcome === 'running'; i++) {
        await new Promise(resolve => setTimeout(resolve, 100));
        request = await newestRequest();
      }
      expect(request).toMatchObject({
        outcome: 'client_aborted',
        usageSource: 'provider',
      });
    });

    it('raises its typed errors', async () => {
      const wrong = new OpenAI({
        baseURL: portal.gatewayUrl,
        apiKey: 'sk-wrong',
        maxRetries: 0,
      });
      await expect(wrong.models.list()).rejects.toBeInstanceOf(
        OpenAI.AuthenticationError,
      );

      const ask = (model: string) =>
        gateway.chat.completions.create({ model, messages });
      await expect(ask('gpt-9')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
      const engineer = await portal.as(ENGINEER);
      const { items } = await engineer.call(api.listModels);
      const unapproved = items.find(({ approval }) => approval === 'proposed')!;
      await expect(ask(unapproved.providerModel)).rejects.toMatchObject({
        constructor: OpenAI.PermissionDeniedError,
        code: 'model_not_approved',
      });
    });

    it('lists the models that the key may use', async () => {
      const { data } = await gateway.models.list();
      expect(data.map(({ id }) => id).sort()).toEqual([
        'gpt-4o',
        'gpt-4o-mini',
      ]);
    });

    it('meets 401 within two seconds after its key was revoked', async () => {
      const doomed = await portal.issueKey();
      const client = new OpenAI({
        baseURL: portal.gatewayUrl,
        apiKey: doomed.secret,
        maxRetries: 0,
      });
      await client.models.list();
      const engineer = await portal.as(ENGINEER);
      await engineer.call(api.revokeKey, { params: { id: doomed.id } });
      const deadline = performance.now() + 2_000;
      let error: unknown;
      while (!error && performance.now() < deadline) {
        error = await client.models.list().then(
          () => undefined,
          reason => reason,
        );
      }
      expect(error).toMatchObject({ status: 401, code: 'key_revoked' });
    });

    it('meets 402 once the ceiling is reached', async () => {
      const finance = await portal.as(FINANCE);
      await finance.call(api.setCeiling, {
        body: {
          scope: { kind: 'organisation' },
          amountUsd: '0.000001',
          reason: 'a test of it',
        },
      });
      const refusal = gateway.chat.completions.create({
        model: 'gpt-4o-mini',
        messages,
      });
      await expect(refusal).rejects.toMatchObject({
        status: 402,
        code: 'ceiling_reached',
      });
    });
  },
);
