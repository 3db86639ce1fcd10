import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  acknowledgementReadAllPermission,
  AupVersionSummary,
  policyAcknowledgePermission,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  DORA,
  ENGINEERING,
  examplePolicy,
  GIL,
  GOVERNANCE,
  NEWT,
  ROCKETS,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('the policy (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [acknowledgementReadAllPermission],
        [DORA]: [acknowledgementReadAllPermission],
        [TOM]: [policyReadPermission, policyAcknowledgePermission],
      },
    });
  });

  afterEach(async () => {
    await bench.stop();
  });

  const acknowledge = (as: string, version: string, sha256: string) =>
    bench.call(as, 'post', `/aup/versions/${version}/acknowledgements`, {
      sha256,
    });

  describe('GET /aup/current and /aup/versions', () => {
    it('answers 404 while nothing is published', async () => {
      expect((await bench.call(ADA, 'get', '/aup/current')).status).toBe(404);
    });

    it('answers each version as it was published', async () => {
      await bench.publish('1.0');
      await bench.publish('2.0', {
        ...examplePolicy(),
        title: 'Second edition',
      });

      const current = await bench.call(ADA, 'get', '/aup/current');
      const first = await bench.call(ADA, 'get', '/aup/versions/1.0');
      const list = await bench.call(ADA, 'get', '/aup/versions');

      expect(current.body.title).toBe('Second edition');
      expect(first.body.document).toEqual(examplePolicy());
      expect(
        list.body.items.map((item: AupVersionSummary) => item.version),
      ).toEqual(['2.0', '1.0']);
      expect((await bench.call(ADA, 'get', '/aup/versions/3.0')).status).toBe(
        404,
      );
    });

    it('tells nothing to who may not read it', async () => {
      await bench.publish('1.0');
      expect((await bench.call(TOM, 'get', '/aup/current')).status).toBe(403);
    });
  });

  describe('POST /aup/versions/{version}/acknowledgements', () => {
    it('is for oneself: whom the body names does not matter', async () => {
      const sha256 = await bench.publish();
      const response = await bench.call(
        ADA,
        'post',
        '/aup/versions/1.0/acknowledgements',
        { sha256, userRef: BEN, user_ref: BEN, memberId: BEN },
      );

      expect(response.status).toBe(201);
      expect(response.body).toMatchObject({ userRef: ADA, userName: 'Ada' });
      expect(
        (await bench.call(BEN, 'get', '/aup/current')).body.acknowledgedAt,
      ).toBeUndefined();
    });

    it('keeps the first one', async () => {
      const sha256 = await bench.publish();
      const first = await acknowledge(ADA, '1.0', sha256);
      const second = await acknowledge(ADA, '1.0', sha256);

      expect(second.status).toBe(201);
      expect(second.body).toEqual(first.body);
      expect(await bench.knex('aup_acknowledgements')).toHaveLength(1);
      expect(
        await bench.knex('audit_entries').where('action', 'aup.acknowledge'),
      ).toHaveLength(1);
    });

    it('keeps one of many at the same time', async () => {
      const sha256 = await bench.publish();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => acknowledge(ADA, '1.0', sha256)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(await bench.knex('aup_acknowledgements')).toHaveLength(1);
    });

    it('refuses the hash of another text', async () => {
      await bench.publish();
      const response = await acknowledge(ADA, '1.0', 'f'.repeat(64));
      expect(response.status).toBe(409);
      expect(response.body.error.message).toContain('Reload');
    });

    it('refuses a version that is no longer in force', async () => {
      const sha256 = await bench.publish('1.0');
      await bench.publish('1.1');
      expect((await acknowledge(ADA, '1.0', sha256)).status).toBe(409);
      expect((await acknowledge(ADA, '1.1', sha256)).status).toBe(409);
    });

    it('refuses services, the unknown and who is not allowed', async () => {
      const body = { sha256: await bench.publish() };
      const path = '/aup/versions/1.0/acknowledgements';
      const asService = await bench.callWith(
        mockCredentials.service.header(),
        'post',
        path,
        body,
      );
      const asNobody = await bench.callWith(
        mockCredentials.none.header(),
        'post',
        path,
        body,
      );
      const asNewt = await bench.call(NEWT, 'post', path, body);
      const asTom = await bench.call(TOM, 'post', path, body);

      expect(asService.status).toBe(403);
      expect(asNobody.status).toBe(401);
      expect(asNewt.status).toBe(403);
      expect(asTom.status).toBe(403);
      expect(await bench.knex('aup_acknowledgements')).toHaveLength(0);
    });
  });

  describe('GET /aup/acknowledgements', () => {
    const ofTeam = (as: string, team: string) =>
      bench.call(as, 'get', `/aup/acknowledgements?team=${team}`);

    it("tells each member's state, by name", async () => {
      await bench.publish('1.0');
      await bench.acknowledge(ADA);
      const { body } = await ofTeam(ADA, ROCKETS);

      expect(body).toMatchObject({
        teamRef: ROCKETS,
        version: '1.0',
        acknowledged: 1,
        members: [
          { userRef: ADA, name: 'Ada', state: 'acknowledged', version: '1.0' },
          { userRef: BEN, name: 'Ben', state: 'pending' },
        ],
      });
    });

    it('calls an acknowledgement outdated once a newer version is published', async () => {
      await bench.publish('1.0');
      await bench.acknowledge(ADA);
      await bench.publish('1.1');

      const before = await ofTeam(ADA, ROCKETS);
      expect(before.body.acknowledged).toBe(0);
      expect(before.body.members[0]).toMatchObject({
        state: 'outdated',
        version: '1.0',
      });

      await bench.acknowledge(ADA);
      expect((await ofTeam(ADA, ROCKETS)).body.acknowledged).toBe(1);
      expect(await bench.knex('aup_acknowledgements')).toHaveLength(2);
    });

    it('counts the teams below a department', async () => {
      await bench.publish('1.0');
      await bench.acknowledge(BEN);
      const { body } = await ofTeam(DORA, ENGINEERING);
      expect(body.acknowledged).toBe(1);
      expect(
        body.members.map((member: { userRef: string }) => member.userRef),
      ).toEqual([ADA, BEN, DORA, TOM]);
    });

    it('is open to members, those above and who may see all', async () => {
      const answers = await Promise.all([
        ofTeam(ADA, ROCKETS),
        ofTeam(ADA, TUNNELS),
        ofTeam(ADA, ENGINEERING),
        ofTeam(DORA, TUNNELS),
        ofTeam(DORA, GOVERNANCE),
        ofTeam(GIL, TUNNELS),
        ofTeam(TOM, TUNNELS),
        ofTeam(GIL, 'group:default/nowhere'),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([
        200, 403, 403, 200, 403, 200, 200, 404,
      ]);
    });
  });
});
