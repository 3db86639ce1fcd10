import { once } from 'node:events';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { TestDatabases } from '@backstage/backend-test-utils';
import { priceUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import request from 'supertest';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  exampleConfig,
  ROCKETS,
  SWIFT,
} from '../../__testUtils__/exampleCompany';
import { converse, converseModule } from './__testUtils__/converseDialect';
import { priceOf, vectorsOf } from './__testUtils__/usageVectors';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const [vector] = vectorsOf(['B1']);

describe('a dialect of a module', () => {
  let provider: Server;
  let bench: ControlPlaneBench;
  let secret: string;
  let seen: IncomingMessage[];

  beforeAll(async () => {
    seen = [];
    provider = createServer((message, response) => {
      seen.push(message);
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'x-amzn-requestid': 'amzn-1',
        })
        .end(JSON.stringify({ output: {}, ...(vector.body as object) }));
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const { port } = provider.address() as AddressInfo;
    const { aiFoundation } = exampleConfig;
    bench = await ControlPlaneBench.create(await databases.init('SQLITE_3'), {
      features: [converseModule],
      config: {
        ...exampleConfig,
        aiFoundation: {
          ...aiFoundation,
          providers: {
            ...aiFoundation.providers,
            openai: {
              dialect: 'converse',
              baseUrl: `http://127.0.0.1:${port}/bedrock`,
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

  afterAll(async () => {
    await bench.stop();
    provider.close();
  });

  const ask = (key: string, body: object) =>
    request(bench.backend.server)
      .post('/api/ai-foundation/converse/model/swift-1/converse')
      .set('x-api-key', key)
      .send(body);

  /** The only row, once it tells how its request ended. */
  const settledRow = async () => {
    for (;;) {
      const row = await bench.knex('requests').first();
      if (row?.state === 'settled') {
        return row;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };

  it('serves a request, with a row and its cost', async () => {
    const answer = await ask(secret, {
      messages: [],
      inferenceConfig: { maxTokens: 700 },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(vector.body as object);
    expect(seen).toMatchObject([
      {
        url: '/bedrock/model/swift-1/converse',
        headers: { authorization: 'Bearer provider-secret' },
      },
    ]);
    const row = await settledRow();
    expect(row).toMatchObject({
      dialect: 'converse',
      operation: 'converse',
      outcome: 'completed',
      usage_source: 'provider',
      provider_request_id: 'amzn-1',
    });
    expect(Number(row.input_tokens)).toBe(vector.norm.input);
    expect(Number(row.output_tokens)).toBe(vector.norm.output);
    expect(BigInt(row.cost_pico_usd)).toBeGreaterThan(0n);
  });

  it('gives the tokens and cost of the vector', () => {
    const { usage } = converse.readAnswer(
      Buffer.from(JSON.stringify(vector.body)),
    );
    expect(usage).toMatchObject(vector.norm);
    expect(String(priceUsage(usage!, priceOf(vector)))).toBe(
      vector.costPicoUsd,
    );
  });

  it('lets nobody in without a key, and says so in its words', async () => {
    const refusal = await ask('nobody', {});
    expect(refusal.status).toBe(401);
    expect(refusal.body).toMatchObject({ code: 'invalid_api_key' });
    expect(seen).toHaveLength(1);
  });

  it('tells people where its clients call', async () => {
    const { body } = await bench.call(ADA, 'get', '/me');
    expect(body.gateway).toMatchObject({
      converse: expect.stringMatching(/\/api\/ai-foundation\/converse$/),
      anthropic: expect.stringMatching(/\/api\/ai-foundation\/anthropic$/),
      gemini: expect.stringMatching(/\/api\/ai-foundation\/gemini$/),
      openai: expect.stringMatching(/\/api\/ai-foundation\/openai\/v1$/),
    });
  });
});
