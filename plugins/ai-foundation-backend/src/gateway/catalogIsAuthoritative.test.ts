import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { ControlPlaneBench } from '../__testUtils__/ControlPlaneBench';
import {
  ADA,
  exampleConfig,
  ROCKETS,
  SWIFT,
} from '../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** The catalog is read every 1.5 s and policy every 0.5 s; the rest is for a busy machine. */
const AT_MOST_MS = 3_000;

const COMPLETION = JSON.stringify({
  id: 'c1',
  object: 'chat.completion',
  model: 'swift-1',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello' },
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
});

describe.each(databases.eachSupportedId())(
  'the catalog as the only list of models (%s)',
  databaseId => {
    let provider: Server;
    let reached: number;
    let bench: ControlPlaneBench;
    let secret: string;

    beforeEach(async () => {
      reached = 0;
      provider = createServer((_, response) => {
        reached++;
        response.setHeader('content-type', 'application/json').end(COMPLETION);
      });
      await new Promise<void>(resolve =>
        provider.listen(0, '127.0.0.1', resolve),
      );
      const { port } = provider.address() as AddressInfo;
      const { aiFoundation } = exampleConfig;
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        config: {
          ...exampleConfig,
          aiFoundation: {
            ...aiFoundation,
            providers: {
              ...aiFoundation.providers,
              openai: {
                baseUrl: `http://127.0.0.1:${port}/v1`,
                apiKey: 'provider-secret',
              },
            },
          },
        },
      });
      await bench.makeReadyForKeys(ADA);
      const { body } = await bench.call(ADA, 'post', '/keys', {
        owner: ROCKETS,
        purpose: 'coding',
        models: [SWIFT],
        tier: 'internal',
      });
      secret = body.secret;
    });

    afterEach(async () => {
      await bench.stop();
      await new Promise(resolve => provider.close(resolve));
    });

    const complete = async (model: string) =>
      request(bench.backend.server)
        .post('/api/ai-foundation/openai/v1/chat/completions')
        .set('authorization', `Bearer ${secret}`)
        .send({
          model,
          max_tokens: 5,
          messages: [{ role: 'user', content: 'Hi' }],
        });

    const specOfSwift = () =>
      bench.entities.find(({ metadata }) => metadata.name === 'swift')!.spec!;

    it('stops routing to a model that was edited after its approval, and says so', async () => {
      expect((await complete('swift-1')).status).toBe(200);

      specOfSwift().contextWindow = 9_000;
      const editedAtMs = performance.now();
      let answer = await complete('swift-1');
      while (answer.status === 200) {
        expect(performance.now() - editedAtMs).toBeLessThan(AT_MOST_MS);
        await new Promise(resolve => setTimeout(resolve, 50));
        answer = await complete('swift-1');
      }
      expect(answer.status).toBe(403);
      expect(answer.body.error).toMatchObject({
        code: 'model_not_approved',
        message: expect.stringContaining('changed since its approval'),
      });

      const reachedBefore = reached;
      await bench.decide(SWIFT);
      await bench.eventually(
        async () => (await complete('swift-1')).status === 200,
      );
      expect(reached).toBeGreaterThan(reachedBefore);
    });

    it('refuses a model that nobody lists, with a row and without a call', async () => {
      const answer = await complete('gpt-99');
      expect(answer.status).toBe(404);
      expect(answer.body.error.code).toBe('model_not_found');
      expect(reached).toBe(0);
      await bench.eventually(
        async () =>
          (
            await bench.knex('requests').where({
              requested_model: 'gpt-99',
              error_code: 'model_not_found',
            })
          ).length === 1,
      );
    });
  },
);
