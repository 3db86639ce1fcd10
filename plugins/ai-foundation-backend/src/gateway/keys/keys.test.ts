import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  Key,
  KeyCheck,
  keyIssuePermission,
  keyManageOwnPermission,
  keyReadAllPermission,
  keyRevokeAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  BEN,
  DEEP,
  DORA,
  DRILL,
  GIL,
  LOCAL,
  NEWT,
  ROCKETS,
  SWIFT,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';
import { parseKeySecret, sha256OfSecret } from './keyFormat';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 86_400_000;
const ONLY_OWN = [keyReadAllPermission, keyRevokeAllPermission];

const wanted = {
  owner: ROCKETS,
  purpose: 'coding',
  models: [SWIFT],
  tier: 'internal',
};

describe.each(databases.eachSupportedId())('keys (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: ONLY_OWN,
        [BEN]: [...ONLY_OWN, keyIssuePermission],
        [TOM]: ONLY_OWN,
        [DORA]: ONLY_OWN,
        [NEWT]: [...ONLY_OWN, keyManageOwnPermission],
      },
    });
  });

  afterEach(async () => {
    await bench.stop();
  });

  const issue = (as: string, change: object = {}) =>
    bench.call(as, 'post', '/keys', { ...wanted, ...change });

  const issued = async (
    as: string,
    change: object = {},
  ): Promise<{ key: Key; secret: string }> => {
    const { status, body } = await issue(as, change);
    expect(status).toBe(201);
    return body;
  };

  describe('POST /keys', () => {
    it('issues a key for a team, to the day', async () => {
      await bench.makeReadyForKeys(ADA);
      const { key } = await issued(ADA);

      expect(key).toMatchObject({
        ownerRef: ROCKETS,
        teamRef: ROCKETS,
        purpose: 'coding',
        models: [SWIFT],
        tier: 'internal',
        state: 'active',
        createdBy: ADA,
        aupVersion: '1.0',
      });
      expect(Date.parse(key.expiresAt) - Date.parse(key.createdAt)).toBe(
        90 * DAY_MS,
      );
    });

    it('issues a key for an application, with names for refs', async () => {
      await bench.makeReadyForKeys(ADA);
      const { key } = await issued(ADA, {
        owner: 'rockets',
        application: 'Apollo',
        models: ['swift', SWIFT],
        tier: 'Internal',
        expiresInDays: 1,
      });
      expect(key).toMatchObject({
        ownerRef: APOLLO,
        teamRef: ROCKETS,
        applicationRef: APOLLO,
        models: [SWIFT],
        tier: 'internal',
      });
    });

    it('tells the secret once, and keeps its hash alone', async () => {
      await bench.makeReadyForKeys(ADA);
      const { key, secret } = await issued(ADA);
      const parts = parseKeySecret(secret)!;

      expect(parts.id).toBe(key.id);
      const tables = await Promise.all(
        ['keys', 'audit_entries'].map(table => bench.knex(table)),
      );
      expect(tables[0][0].secret_sha256).toBe(sha256OfSecret(parts.secret));
      const list = await bench.call(ADA, 'get', '/keys');
      for (const place of [JSON.stringify(tables), list.text]) {
        expect(place).toContain(key.id);
        expect(place).not.toContain(parts.secret);
      }
      expect(list.text).not.toContain(sha256OfSecret(parts.secret));
    });

    it('refuses who has not acknowledged the policy', async () => {
      await bench.publish();
      await bench.decide(SWIFT);
      const { status, body } = await issue(ADA);
      expect(status).toBe(403);
      expect(body.error.message).toContain('have not acknowledged version 1.0');
    });

    it('refuses before there is a policy', async () => {
      expect((await issue(ADA)).status).toBe(403);
    });

    it('refuses who acknowledged an older version only', async () => {
      await bench.makeReadyForKeys(ADA);
      await bench.publish('1.1');
      expect((await issue(ADA)).status).toBe(403);
      await bench.acknowledge(ADA);
      expect((await issued(ADA)).key.aupVersion).toBe('1.1');
    });

    it('refuses the acknowledgement of somebody else of the team', async () => {
      await bench.makeReadyForKeys(TOM);
      expect((await issue(ADA)).status).toBe(403);
    });

    it.each<[string, object, number, string]>([
      ['a foreign team', { owner: TUNNELS }, 403, 'not a member'],
      ['a department', { owner: 'group:default/engineering' }, 400, 'is none'],
      ['a person', { owner: ADA }, 400, 'is none'],
      ['no ref at all', { owner: 'a/b/c' }, 400, 'is none'],
      ["another team's application", { application: DRILL }, 400, TUNNELS],
      [
        "a department's component",
        { application: 'library' },
        400,
        'no component that a team owns',
      ],
      ['an unknown purpose', { purpose: 'fun' }, 400, 'It permits: coding'],
      ['a purpose of agents', { purpose: 'agent' }, 403, 'Stage 1'],
      ['an unknown tier', { tier: 'secret' }, 400, 'There are: public'],
      ['an unknown model', { models: ['none'] }, 400, "no model 'none'"],
      ['an unapproved model', { models: [SWIFT, DEEP] }, 400, 'The deep'],
      [
        'a tier above the model',
        { tier: 'restricted' },
        400,
        'approved up to internal',
      ],
      ['366 days', { expiresInDays: 366 }, 400, 'at most 365 days'],
      ['91 days at once', { expiresInDays: 91 }, 403, 'An approver has'],
      ['no day', { expiresInDays: 0 }, 400, 'expiresInDays'],
      ['no model', { models: [] }, 400, 'models'],
      ['no purpose', { purpose: undefined }, 400, 'purpose'],
    ])('refuses %s', async (_, change, status, message) => {
      await bench.makeReadyForKeys(ADA);
      const response = await issue(ADA, change);
      expect(response.status).toBe(status);
      expect(response.body.error.message).toContain(message);
      expect(await bench.knex('keys')).toHaveLength(0);
    });

    it('keeps data of an exempted tier away from external providers alone', async () => {
      await bench.makeReadyForKeys(ADA);
      await bench.decide(DEEP);
      await bench.decide(LOCAL);
      const external = await issue(ADA, { tier: 'restricted', models: [DEEP] });
      expect(external.status).toBe(400);
      expect(external.body.error.message).toContain('external provider');
      const inhouse = await bench.call(ADA, 'post', '/keys/check', {
        ...wanted,
        tier: 'restricted',
        models: [LOCAL],
      });
      expect(inhouse.body.way).toBe('needs-approval');
    });

    it('refuses a model that was edited after its approval', async () => {
      await bench.makeReadyForKeys(ADA);
      const entity = bench.entities.find(
        ({ kind, metadata }) => kind === 'AiModel' && metadata.name === 'swift',
      );
      Object.assign(entity!.spec!, { dataUse: 'It trains on our data.' });
      await bench.eventually(async () => (await issue(ADA)).status !== 201);
      expect((await issue(ADA)).body.error.message).toContain('edited after');
    });

    it('refuses a lead who is no member of the team, and people without a team', async () => {
      await bench.makeReadyForKeys(DORA);
      await bench.acknowledge(GIL);
      expect((await issue(DORA)).status).toBe(403);
      expect((await issue(GIL)).status).toBe(403);
    });

    it('refuses who has left the team, although their token still says so', async () => {
      await bench.makeReadyForKeys(ADA);
      const rockets = bench.entities.find(
        ({ metadata }) => metadata.name === 'rockets',
      );
      rockets!.relations = rockets!.relations!.filter(
        ({ targetRef }) => targetRef !== ADA,
      );
      await bench.eventually(async () => (await issue(ADA)).status !== 201);
      expect((await issue(ADA)).body.error.message).toContain('not a member');
    });

    it('refuses services, and who lacks the permission', async () => {
      await bench.makeReadyForKeys(BEN);
      const asService = await bench.callWith(
        mockCredentials.service.header(),
        'post',
        '/keys',
        wanted,
      );
      expect(asService.status).toBe(403);
      expect((await issue(BEN)).status).toBe(403);
      expect((await issue(NEWT)).status).toBe(403);
    });

    it('writes who did what into the audit trail', async () => {
      await bench.makeReadyForKeys(ADA);
      const { key } = await issued(ADA);
      const [entry] = await bench
        .knex('audit_entries')
        .where('action', 'key.issue');
      expect(entry).toMatchObject({
        actor_ref: ADA,
        subject: `key:${key.id}`,
      });
    });
  });

  describe('POST /keys/check', () => {
    const check = async (as: string, change: object = {}): Promise<KeyCheck> =>
      (await bench.call(as, 'post', '/keys/check', { ...wanted, ...change }))
        .body;

    it('tells what every control says, and issues nothing', async () => {
      const { issuable, checks } = await check(ADA, {
        owner: TUNNELS,
        tier: 'secret',
      });
      expect(issuable).toBe(false);
      expect(checks.map(({ control, passed }) => [control, passed])).toEqual([
        ['aup', false],
        ['eligibility', true],
        ['owner', false],
        ['application', true],
        ['agent', true],
        ['kind', true],
        ['purpose', false],
        ['tier', false],
        ['data-sources', true],
        ['models', false],
        ['ceiling', true],
        ['limits', true],
        ['expiry', true],
      ]);
      for (const { reason } of checks) {
        expect(reason.length).toBeGreaterThan(20);
      }
    });

    it('says yes where the key would be issued', async () => {
      await bench.makeReadyForKeys(ADA);
      expect((await check(ADA)).issuable).toBe(true);
      expect(await bench.knex('keys')).toHaveLength(0);
    });
  });

  describe('GET /keys', () => {
    const ids = async (as: string, query = ''): Promise<string[]> =>
      (await bench.call(as, 'get', `/keys${query}`)).body.items.map(
        ({ id }: Key) => id,
      );

    it("shows each their teams' keys, the newest first", async () => {
      await bench.makeReadyForKeys(ADA);
      await bench.acknowledge(TOM);
      const team = (await issued(ADA)).key.id;
      const app = (await issued(ADA, { application: APOLLO })).key.id;
      const foreign = (await issued(TOM, { owner: TUNNELS })).key.id;

      expect(await ids(ADA)).toEqual([app, team]);
      expect(await ids(BEN)).toEqual([app, team]);
      expect(await ids(TOM)).toEqual([foreign]);
      expect(await ids(DORA)).toEqual([foreign, app, team]);
      expect(await ids(GIL)).toEqual([foreign, app, team]);
      expect(await ids(NEWT)).toEqual([]);

      expect(await ids(GIL, `?owner=${ROCKETS}`)).toEqual([app, team]);
      expect(await ids(GIL, `?owner=${APOLLO}&owner=${TUNNELS}`)).toEqual([
        foreign,
        app,
      ]);
      expect(await ids(ADA, `?owner=${TUNNELS}`)).toEqual([]);
    });

    it('calls a key expired once its time is over', async () => {
      await bench.makeReadyForKeys(ADA);
      await issued(ADA);
      await bench.knex('keys').update({ expires_at_ms: Date.now() });
      const { body } = await bench.call(ADA, 'get', '/keys');
      expect(body.items[0].state).toBe('expired');
    });
  });

  describe('DELETE /keys/{id}', () => {
    const revoke = (as: string, id: string) =>
      bench.call(as, 'delete', `/keys/${id}`);

    it('revokes for good', async () => {
      await bench.makeReadyForKeys(ADA);
      const { id } = (await issued(ADA)).key;
      const epoch = await bench.knex('policy_epoch').first();

      const first = await revoke(BEN, id);
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({ state: 'revoked', revokedBy: BEN });
      const after = await bench.knex('policy_epoch').first();
      expect(Number(after.epoch)).toBe(Number(epoch.epoch) + 1);

      const second = await revoke(ADA, id);
      expect(second.status).toBe(200);
      expect(second.body).toEqual(first.body);
      expect(
        await bench.knex('audit_entries').where('action', 'key.revoke'),
      ).toHaveLength(1);

      await bench.knex('keys').update({ expires_at_ms: 0 });
      const { body } = await bench.call(ADA, 'get', '/keys');
      expect(body.items[0].state).toBe('revoked');
    });

    it('is for members of the team and who may revoke any', async () => {
      await bench.makeReadyForKeys(ADA);
      const { id } = (await issued(ADA)).key;
      expect((await revoke(TOM, id)).status).toBe(403);
      expect((await revoke(DORA, id)).status).toBe(403);
      expect((await revoke(NEWT, id)).status).toBe(403);
      expect((await revoke(GIL, id)).status).toBe(200);
    });

    it('answers 404 for no key', async () => {
      expect((await revoke(GIL, 'none')).status).toBe(404);
    });
  });
});
