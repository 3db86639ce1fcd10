import { randomBytes } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { GatewayBench } from './__testUtils__/GatewayBench';
import { scripted } from './__testUtils__/gatewayRequests';
import { PolicyTier } from './policy/PolicySnapshot';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const TIERS: readonly PolicyTier[] = [
  {
    name: 'public',
    rank: 1,
    externalProviders: 'allowed',
    contentLogging: 'allowed',
  },
  {
    name: 'internal',
    rank: 2,
    externalProviders: 'logged',
    contentLogging: 'allowed',
  },
  {
    name: 'restricted',
    rank: 3,
    externalProviders: 'exemption-only',
    contentLogging: 'never',
  },
];

type Case = [
  where: 'external' | 'inhouse',
  keyTier: string,
  declared: string | undefined,
  status: number,
  runsUnder: string,
  kept: boolean,
];

describe('data tiers at the gateway', () => {
  let provider: DemoProvider;
  let bench: GatewayBench;
  let tier: string;
  let external: boolean;

  beforeAll(async () => {
    provider = await startDemoProvider();
    bench = await GatewayBench.create({
      knex: await databases.init('SQLITE_3'),
      provider,
      tiers: TIERS,
      gateway: {
        contentLogging: { key: randomBytes(32).toString('base64') },
      },
      policy: policy => ({
        ...policy,
        keys: new Map(
          [...policy.keys].map(([id, key]) => [id, { ...key, tier }]),
        ),
        modelsByName: new Map(
          [...policy.modelsByName].map(([name, models]) => [
            name,
            models.map(model => ({ ...model, external, tier: 'restricted' })),
          ]),
        ),
      }),
    });
  });

  afterAll(async () => {
    await bench.stop();
    await provider.stop();
  });

  const cases: Case[] = [
    ['external', 'public', undefined, 200, 'public', true],
    ['external', 'public', 'internal', 200, 'internal', true],
    ['external', 'public', 'Restricted', 403, 'restricted', false],
    ['external', 'internal', undefined, 200, 'internal', true],
    ['external', 'internal', 'public', 200, 'internal', true],
    ['external', 'internal', 'restricted', 403, 'restricted', false],
    ['external', 'restricted', undefined, 403, 'restricted', false],
    ['external', 'restricted', 'public', 403, 'restricted', false],
    ['external', 'internal', 'unknown', 403, 'internal', false],
    ['inhouse', 'public', undefined, 200, 'public', true],
    ['inhouse', 'internal', 'restricted', 200, 'restricted', false],
    ['inhouse', 'restricted', 'public', 200, 'restricted', false],
  ];

  it.each(cases)(
    'at an %s model, a key for %s that declares %s: %s under %s, content kept: %s',
    async (where, keyTier, declared, status, runsUnder, kept) => {
      tier = keyTier;
      external = where === 'external';
      const answer = await bench.post(
        scripted('deterministic'),
        declared === undefined ? {} : { 'x-ai-data-tier': declared },
      );
      await answer.text();
      expect(answer.status).toBe(status);

      const id = answer.headers.get('x-ai-foundation-request-id');
      await bench.settledRows();
      const row = await bench.knex('requests').where('id', id).first();
      // Every request has its row before it is sent, which is what `logged` asks for.
      expect(row).toMatchObject({ tier: runsUnder });
      const contents = await bench
        .knex('request_contents')
        .where('request_id', id);
      expect(contents.length > 0).toBe(kept);
    },
  );
});
