import { createBackendModule } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import {
  GatewayControlHealth,
  gatewayHealthSchema,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inspectorsExtensionPoint } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  exampleConfig,
  GIL,
  ROCKETS,
  SWIFT,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

// What is asked here is in memory, whatever the database.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const OPEN_MS = 1_000;

const guardModule = createBackendModule({
  pluginId: 'ai-foundation',
  moduleId: 'guard',
  register(env) {
    env.registerInit({
      deps: { inspectors: inspectorsExtensionPoint },
      async init({ inspectors }) {
        inspectors.addInspector({
          id: 'guard',
          timeoutMs: 500,
          failMode: 'open',
          inspect: async () => [],
        });
      },
    });
  },
});

describe('GET /gateway/health', () => {
  let bench: ControlPlaneBench;
  let provider: DemoProvider;

  beforeAll(async () => {
    provider = await startDemoProvider({ models: ['swift-1'] });
    bench = await ControlPlaneBench.create(await databases.init('SQLITE_3'), {
      features: [guardModule],
      config: {
        ...exampleConfig,
        aiFoundation: {
          ...exampleConfig.aiFoundation,
          providers: {
            openai: {
              baseUrl: provider.url,
              apiKey: 'demo-provider-credential',
              retries: { max: 0 },
              circuit: { failures: 2, openMs: OPEN_MS },
            },
            spare: { baseUrl: provider.url, apiKey: 'unused' },
          },
        },
      },
    });
    await bench.makeReadyForKeys(ADA);
  });

  afterAll(async () => {
    await bench.stop();
    await provider.stop();
  });

  async function health() {
    const { body } = await bench.call(GIL, 'get', '/gateway/health');
    return gatewayHealthSchema.parse(body);
  }

  async function control(id: string): Promise<GatewayControlHealth> {
    const [{ controls }] = (await health()).replicas;
    return controls.find(each => each.id === id)!;
  }

  async function secretOfKey(): Promise<string> {
    const { body } = await bench.call(ADA, 'post', '/keys', {
      owner: ROCKETS,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'internal',
    });
    return body.secret;
  }

  async function ask(secret: string, behaviour = ''): Promise<number> {
    const { status } = await fetch(
      `http://localhost:${bench.backend.server.port()}/api/ai-foundation/openai/v1/chat/completions`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          model: 'swift-1',
          messages: [{ role: 'user', content: 'Hello!' }],
          metadata: { demo_behaviour: behaviour },
        }),
      },
    );
    return status;
  }

  it('tells of every configured provider, also before the first request', async () => {
    for (const id of ['upstream:openai', 'upstream:spare']) {
      expect(await control(id)).toMatchObject({
        state: 'working',
        failMode: 'closed',
        reason: 'No request went there since the start.',
      });
    }
  });

  it('tells of every inspector, with its fail mode', async () => {
    expect(await control('inspector:guard')).toMatchObject({
      title: 'Inspector guard',
      state: 'working',
      failMode: 'open',
      effect: expect.stringContaining('go on without'),
    });
  });

  it('shows how the circuit of a provider opens and closes, and keeps serving', async () => {
    const secret = await secretOfKey();
    expect(await ask(secret)).toBe(200);
    expect(await control('upstream:openai')).toMatchObject({
      state: 'working',
      reason: expect.stringContaining('closed'),
    });

    await ask(secret, 'error-503');
    await ask(secret, 'error-503');
    expect(await control('upstream:openai')).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/circuit is open.* status 503/),
      measures: [{ name: 'until it is tried again', unit: 'ms' }],
    });
    expect((await health()).state).toBe('degraded');

    await new Promise(resolve => setTimeout(resolve, OPEN_MS));
    const trial = ask(secret, 'slow:500');
    await bench.eventually(
      async () => (await control('upstream:openai')).state === 'degraded',
    );
    expect(await control('upstream:openai')).toMatchObject({
      reason: expect.stringContaining('half open'),
    });
    expect(await trial).toBe(200);
    expect(await control('upstream:openai')).toMatchObject({
      state: 'working',
    });
  });
});
