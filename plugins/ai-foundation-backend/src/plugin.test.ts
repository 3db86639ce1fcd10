import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  api,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import request from 'supertest';
import { ControlPlaneBench } from './__testUtils__/ControlPlaneBench';
import { ADA, exampleConfig, GIL } from './__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('the control plane', () => {
  let bench: ControlPlaneBench;

  beforeAll(async () => {
    bench = await ControlPlaneBench.create(await databases.init('SQLITE_3'));
  });

  afterAll(async () => {
    await bench.stop();
  });

  describe.each<[string, RouteDefinition]>(Object.entries(api))(
    '%s',
    (_, route) => {
      const path = route.path.replace(/\{\w+\}/g, '1.0');

      it.each([
        ['nobody', mockCredentials.none.header(), 401],
        ['a wrong token', mockCredentials.user.invalidHeader(), 401],
        ['a service', mockCredentials.service.header(), 403],
        [
          'an issued key',
          `Bearer aif_${'A'.repeat(12)}_${'A'.repeat(49)}`,
          401,
        ],
      ])('is closed to %s', async (__, authorization, status) => {
        const response = await bench.callWith(
          authorization,
          route.method,
          path,
        );
        expect(response.status).toBe(status);
      });
    },
  );

  it('answers 400 to what is no JSON', async () => {
    const response = await request(bench.backend.server)
      .post('/api/ai-foundation/keys')
      .set('authorization', mockCredentials.user.header(ADA))
      .set('content-type', 'application/json')
      .send('{"owner":');
    expect(response.status).toBe(400);
  });

  it('answers 413 to a body over its limit', async () => {
    const { status } = await bench.call(ADA, 'post', '/keys', {
      owner: 'x'.repeat(1_100_000),
    });
    expect(status).toBe(413);
  });

  it('answers 404 to what it does not have', async () => {
    expect((await bench.call(ADA, 'get', '/nothing')).status).toBe(404);
  });
});

describe('the configuration', () => {
  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'no IANA time zone'],
    [{ keys: { maxDays: 0 } }, 'keys.maxDays'],
    [
      { providers: { openai: { baseUrl: 'ftp://x', apiKey: 'secret' } } },
      'providers.openai.baseUrl',
    ],
    [{ demo: true, demoSeed: 'nowhere.yaml' }, 'nowhere.yaml'],
  ])('refuses to start with %j', async (aiFoundation, message) => {
    const start = ControlPlaneBench.create(await databases.init('SQLITE_3'), {
      config: { ...exampleConfig, aiFoundation },
    });
    await expect(start).rejects.toThrow(message);
  });

  it('limits the life of keys', async () => {
    const bench = await ControlPlaneBench.create(
      await databases.init('SQLITE_3'),
      {
        config: {
          ...exampleConfig,
          aiFoundation: { ...exampleConfig.aiFoundation, keys: { maxDays: 7 } },
        },
      },
    );
    const { body } = await bench.call(GIL, 'post', '/keys/check', {
      owner: 'rockets',
      purpose: 'coding',
      models: ['swift'],
      tier: 'internal',
      expiresInDays: 8,
    });
    expect(body.checks.at(-1)).toMatchObject({
      control: 'expiry',
      passed: false,
    });
    await bench.stop();
  });
});
