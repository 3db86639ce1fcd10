import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { ControlPlaneBench } from '../__testUtils__/ControlPlaneBench';
import {
  ADA,
  DEEP,
  exampleConfig,
  LEA,
  ROCKETS,
  SAM,
  SWIFT,
  TOM,
  TUNNELS,
} from '../__testUtils__/exampleCompany';
import { createKeySecret, sha256OfSecret } from './keys/keyFormat';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60 * 1_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'an exemption at the gateway (%s)',
  databaseId => {
    let bench: ControlPlaneBench;
    let provider: DemoProvider;
    let rockets: { id: string; whole: string };
    let tunnels: { id: string; whole: string };

    beforeEach(async () => {
      provider = await startDemoProvider({ models: ['swift-1', 'deep-1'] });
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        config: {
          ...exampleConfig,
          aiFoundation: {
            ...exampleConfig.aiFoundation,
            providers: {
              openai: {
                baseUrl: provider.url,
                apiKey: 'demo-provider-credential',
              },
            },
          },
        },
      });
      await bench.publish();
      await bench.acknowledge(ADA);
      await bench.acknowledge(TOM);
      rockets = await insertKey(ROCKETS, ADA);
      tunnels = await insertKey(TUNNELS, TOM);
      // The decisions after it make a new epoch, so that the keys are seen.
      await bench.decide(SWIFT);
      await bench.decide(DEEP);
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await bench.stop();
      await provider.stop();
    });

    /** A key of the tier Internal; a request declares more for itself. */
    async function insertKey(teamRef: string, createdBy: string) {
      const { secret, ...key } = createKeySecret();
      await bench.knex('keys').insert({
        id: key.id,
        secret_sha256: sha256OfSecret(secret),
        owner_ref: teamRef,
        team_ref: teamRef,
        purpose: 'coding',
        models: JSON.stringify([SWIFT, DEEP]),
        tier: 'internal',
        aup_version: '1.0',
        created_by: createdBy,
        created_at_ms: Date.now(),
        expires_at_ms: Date.now() + 300 * DAY_MS,
      });
      return key;
    }

    const send = async (
      options: { key?: { whole: string }; model?: string; tier?: string } = {},
    ) => {
      const response = await fetch(
        `http://localhost:${bench.backend.server.port()}/api/ai-foundation/openai/v1/chat/completions`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${(options.key ?? rockets).whole}`,
            'content-type': 'application/json',
            'x-ai-data-tier': options.tier ?? 'Restricted',
          },
          body: JSON.stringify({
            model: options.model ?? 'swift-1',
            messages: [{ role: 'user', content: 'Say something useful' }],
          }),
        },
      );
      const { error } = await response.json();
      return error ? error.code : response.status;
    };

    /** Asks until the gateway answers so; a change takes two seconds at most. */
    const sendUntil = async (
      wanted: unknown,
      options?: Parameters<typeof send>[0],
    ) => {
      const startedAtMs = performance.now();
      let answer = await send(options);
      while (answer !== wanted && performance.now() - startedAtMs < 2_000) {
        await new Promise(resolve => setTimeout(resolve, 50));
        answer = await send(options);
      }
      expect(answer).toBe(wanted);
    };

    const grant = async (days = 60) => {
      const { body, status } = await bench.call(ADA, 'post', '/exemptions', {
        rules: ['D1'],
        owner: ROCKETS,
        data: { tier: 'restricted', models: [SWIFT] },
        justification: 'Only Swift reads the handwriting of customers.',
        riskAssessment: 'Names of customers reach the provider.',
        compensatingControl: 'Addresses are replaced before the prompt.',
        revocationCondition: 'The provider changes its terms on data.',
        endsInDays: days,
      });
      expect(status).toBe(201);
      const say = async (as: string, seat: string) =>
        bench.call(as, 'post', `/exemptions/${body.id}/decisions`, {
          seat,
          decision: 'approved',
          reason: 'We looked at it together.',
        });
      expect((await say(SAM, 'security')).status).toBe(201);
      expect(await send()).toBe('tier_not_permitted');
      expect((await say(LEA, 'legal')).status).toBe(201);
      return body.id;
    };

    it('lets its team send restricted data to its model alone, until it is revoked', async () => {
      expect(await send({ tier: 'internal' })).toBe(200);
      expect(await send()).toBe('tier_not_permitted');
      const id = await grant();
      await sendUntil(200);

      expect(await send({ key: tunnels })).toBe('tier_not_permitted');
      expect(await send({ model: 'deep-1' })).toBe('tier_not_permitted');
      const passed = await bench
        .knex('requests')
        .where({ key_id: rockets.id, tier: 'restricted' })
        .whereNotNull('price_version')
        .first();
      expect(JSON.parse(passed.decision)).toContainEqual(
        expect.objectContaining({
          control: 'tier',
          verdict: 'passed',
          inputs: expect.objectContaining({ exemption: id }),
        }),
      );

      const seen = provider.requests.length;
      await bench.call(SAM, 'post', `/exemptions/${id}/revocation`, {
        reason: 'The provider has changed its terms.',
      });
      await sendUntil('tier_not_permitted');
      const sentOn = provider.requests.length;
      expect(sentOn - seen).toBeLessThanOrEqual(40);
      expect(await send()).toBe('tier_not_permitted');
      expect(provider.requests).toHaveLength(sentOn);
    });

    it('lets its team ask for a key for that data and that model', async () => {
      const check = async (models: string[]) => {
        const { body } = await bench.call(ADA, 'post', '/keys/check', {
          owner: ROCKETS,
          purpose: 'coding',
          tier: 'restricted',
          models,
        });
        return body.way;
      };
      expect(await check([SWIFT])).toBe('refused');
      await grant();
      expect(await check([SWIFT])).toBe('needs-approval');
      expect(await check([DEEP])).toBe('refused');
    });

    it('closes by the clock, with nothing that runs', async () => {
      await grant(1);
      await sendUntil(200);
      bench.travel(DAY_MS - 60_000);
      await sendUntil(200);
      bench.travel(61_000);
      await sendUntil('tier_not_permitted');
      expect(await send({ tier: 'internal' })).toBe(200);
    });
  },
);
