import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DEFAULT_CREDENTIAL,
  DemoProvider,
  startDemoProvider,
} from '@ai-foundation/demo-provider';
import {
  BenchOptions,
  GatewayBench,
  SECRET,
} from '../__testUtils__/GatewayBench';
import { PolicySnapshot } from '../policy/PolicySnapshot';

jest.setTimeout(60_000);

// What a client sees depends on no database.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const CHAT = 'gpt-4o';
const EMBEDDING = 'text-embedding-3-small';
const CLAUDE = 'claude-sonnet-5';
const GEMINI = 'gemini-2.5-flash';

/** What clients are given as addresses, without `/v1`. */
type Addresses = Record<'openai' | 'azure' | 'anthropic' | 'gemini', string>;

/** What each call of `callAsClients.mjs` answered. */
async function callAsClients(
  addresses: Addresses,
  apiKey: string,
): Promise<Map<string, unknown>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      resolve(__dirname, '__testUtils__', 'callAsClients.mjs'),
      JSON.stringify({ addresses, apiKey }),
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return new Map(
    stdout
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line)),
  );
}

/** The bench's policy, with a model for embeddings beside its own. */
function withEmbeddings(usual: PolicySnapshot): PolicySnapshot {
  const [model] = usual.models.values();
  const embedding = {
    ...model,
    ref: 'aimodel:default/embedding',
    name: EMBEDDING,
    providerModel: EMBEDDING,
    type: 'embedding',
  };
  const models = [model, embedding];
  return {
    ...usual,
    keys: new Map(
      [...usual.keys].map(([id, key]) => [
        id,
        { ...key, models: new Set(models.map(({ ref }) => ref)) },
      ]),
    ),
    models: new Map(models.map(one => [one.ref, one])),
    modelsByName: new Map(models.map(one => [one.name, [one]])),
  };
}

describe('clients, unchanged but for address and key', () => {
  let provider: DemoProvider;
  let benches: Record<keyof Addresses, GatewayBench>;
  let direct: Map<string, unknown>;
  let throughGateway: Map<string, unknown>;
  let seenThroughGateway: number;

  beforeAll(async () => {
    provider = await startDemoProvider({
      deterministic: true,
      models: [CHAT, EMBEDDING, CLAUDE, GEMINI],
    });
    const root = provider.url.replace(/\/v1$/, '');
    const start = async (options: Partial<BenchOptions>) =>
      GatewayBench.create({
        knex: await databases.init('SQLITE_3'),
        provider,
        ...options,
      });
    benches = {
      openai: await start({ policy: withEmbeddings }),
      azure: await start({
        policy: withEmbeddings,
        providerConfig: {
          baseUrl: `${root}/openai`,
          auth: 'api-key',
          apiVersion: '2024-10-21',
        },
      }),
      anthropic: await start({
        dialect: 'anthropic',
        model: { name: CLAUDE, providerModel: CLAUDE },
      }),
      gemini: await start({
        dialect: 'gemini',
        model: { name: GEMINI, providerModel: GEMINI },
        providerConfig: { baseUrl: `${root}/v1beta` },
      }),
    };
    const rootOf = ({ url }: GatewayBench) => url.replace(/\/v1$/, '');
    direct = await callAsClients(
      { openai: root, azure: root, anthropic: root, gemini: root },
      DEFAULT_CREDENTIAL,
    );
    const seenDirectly = provider.requests.length;
    throughGateway = await callAsClients(
      {
        openai: rootOf(benches.openai),
        azure: rootOf(benches.azure),
        anthropic: rootOf(benches.anthropic),
        gemini: rootOf(benches.gemini),
      },
      SECRET.whole,
    );
    seenThroughGateway = provider.requests.length - seenDirectly;
  });

  afterAll(async () => {
    await Promise.all(Object.values(benches).map(bench => bench.stop()));
    await provider.stop();
  });

  it('get from the gateway what they get from the provider, in every call', () => {
    expect(direct.size).toBeGreaterThan(50);
    expect([...direct.values()]).not.toContainEqual({
      failed: expect.anything(),
    });
    expect(Object.fromEntries(throughGateway)).toEqual(
      Object.fromEntries(direct),
    );
  });

  it('leave a row for each request, with the usage that the provider reported', async () => {
    const rows = (
      await Promise.all(
        Object.values(benches).map(bench => bench.settledRows()),
      )
    ).flat();
    const sent = rows.filter(({ outcome }) => outcome !== 'refused');
    expect(sent).toHaveLength(seenThroughGateway);
    const worked = sent.filter(({ http_status }) => http_status === 200);
    expect(new Set(worked.map(row => row.usage_source))).toEqual(
      new Set(['provider']),
    );
    const left = worked.filter(({ outcome }) => outcome === 'client_aborted');
    expect(left.length).toBeLessThanOrEqual(3);
  });

  it('find the errors of their SDKs', () => {
    expect(throughGateway.get('openai: a busy provider')).toEqual({
      name: 'RateLimitError',
      status: 429,
    });
    expect(throughGateway.get('anthropic: a wrong key')).toEqual({
      name: 'AuthenticationError',
      status: 401,
    });
    expect(throughGateway.get('gemini: an unknown model')).toEqual({
      name: 'ApiError',
      status: 404,
    });
  });

  it("see what Azure says of a prompt, which is no usage's chunk", () => {
    expect(throughGateway.get('azure: streamed')).toMatchObject([
      { choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
      ...Array(31).fill({ choices: [{}] }),
      { choices: [{ finish_reason: 'stop' }] },
    ]);
  });
});
