import { TestDatabases } from '@backstage/backend-test-utils';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  DORA,
  GIL,
  GOVERNANCE,
  NEWT,
  ROCKETS,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('GET /me (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId));
  });

  afterEach(async () => {
    await bench.stop();
  });

  const profile = async (as: string) =>
    (await bench.call(as, 'get', '/me')).body;

  it('tells who one is and where the data plane is', async () => {
    expect(await profile(ADA)).toEqual({
      userRef: ADA,
      name: 'Ada',
      teams: [{ ref: ROCKETS, title: 'The rockets' }],
      applications: [{ ref: APOLLO, title: 'apollo', teamRef: ROCKETS }],
      aup: {},
      demo: false,
      gateway: {
        openai: expect.stringMatching(/\/api\/ai-foundation\/openai\/v1$/),
        anthropic: expect.stringMatching(/\/api\/ai-foundation\/anthropic$/),
        gemini: expect.stringMatching(/\/api\/ai-foundation\/gemini$/),
      },
    });
  });

  it('tells who runs the gateway, though that is no team', async () => {
    expect(await profile(GIL)).toMatchObject({
      teams: [],
      gatewayGroup: { ref: GOVERNANCE, title: 'The governance' },
    });
  });

  it('tells what the policy asks of one', async () => {
    await bench.publish('1.0');
    expect((await profile(ADA)).aup).toEqual({
      currentVersion: '1.0',
      state: 'pending',
    });
    await bench.acknowledge(ADA);
    expect((await profile(ADA)).aup).toMatchObject({
      state: 'acknowledged',
      acknowledgedAt: expect.any(String),
    });
    await bench.publish('2.0');
    expect((await profile(ADA)).aup).toMatchObject({
      currentVersion: '2.0',
      state: 'outdated',
    });
  });

  it('gives no team to a lead of a department, nor to who is not in the catalog', async () => {
    expect((await profile(DORA)).teams).toEqual([]);
    expect(await profile(NEWT)).toMatchObject({ name: NEWT, teams: [] });
  });
});
