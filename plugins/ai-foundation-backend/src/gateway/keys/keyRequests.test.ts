import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Finding,
  InboxItem,
  keyApprovePermission,
  keyReadAllPermission,
  keyRevokeAllPermission,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  BEN,
  DORA,
  ENGINEERING,
  EVE,
  exampleConfig,
  GIL,
  GOVERNANCE,
  LOCAL,
  NEWT,
  ROCKETS,
  SAM,
  SWIFT,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 86_400_000;
const GUEST = 'user:development/guest';

/** More than policy issues by itself. */
const wanted = {
  owner: ROCKETS,
  purpose: 'coding',
  models: [LOCAL],
  tier: 'restricted',
  justification: 'The telemetry of a customer is in it.',
};

describe.each(databases.eachSupportedId())('key requests (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [keyApprovePermission, keyReadAllPermission],
        [BEN]: [keyRevokeAllPermission],
      },
      config: {
        ...exampleConfig,
        aiFoundation: {
          ...exampleConfig.aiFoundation,
          keys: { automatic: { maxCeilingUsd: '50' } },
        },
      },
    });
    await bench.makeReadyForKeys(ADA);
    await bench.decide(LOCAL);
    await bench.fillSeats();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  const submit = async (
    as = ADA,
    change: object = {},
  ): Promise<SubmittedKeyRequest> => {
    const { status, body, text } = await bench.call(
      as,
      'post',
      '/key-requests',
      { ...wanted, ...change },
    );
    expect([status, text]).toEqual([201, expect.anything()]);
    return body;
  };

  const decide = (
    as: string,
    ids: string[],
    decision: 'approved' | 'refused' = 'approved',
  ) =>
    bench.call(as, 'post', '/key-requests/decisions', {
      ids,
      decision,
      reason: 'The data stays in the house.',
    });

  const collect = (as: string, id: string) =>
    bench.call(as, 'post', `/key-requests/${id}/collection`);

  const inboxOf = async (as: string): Promise<string[]> => {
    const { body } = await bench.call(as, 'get', '/inbox');
    return body.items
      .map(({ kind }: InboxItem) => kind)
      .filter((kind: string) => kind.includes('key'));
  };

  it('says beforehand who can approve what policy does not issue by itself', async () => {
    const { justification, ...request } = wanted;
    const { body } = await bench.call(ADA, 'post', '/keys/check', request);
    expect(body).toMatchObject({
      issuable: false,
      way: 'needs-approval',
      approvers: [{ name: 'Sam' }, { name: 'Eve' }],
    });
    expect((await bench.call(ADA, 'post', '/keys', request)).status).toBe(403);
    expect(await bench.knex('keys')).toHaveLength(0);
  });

  it('goes from the request over an approver to the key, with no secret before', async () => {
    const { id, needs } = await submit();
    expect(needs).toEqual([expect.stringContaining('restricted')]);
    await bench.runJob('outbox.deliver');
    expect(
      bench.notifications.map(({ recipients }) => recipients),
    ).toContainEqual({ type: 'entity', entityRef: [SAM, EVE] });
    expect(await inboxOf(SAM)).toEqual(['decide-key-request']);
    expect(await inboxOf(ADA)).toEqual([]);

    const { body } = await decide(SAM, [id]);
    expect(body.items).toEqual([{ id, decided: true }]);
    expect(await bench.knex('keys')).toHaveLength(0);
    expect(await inboxOf(ADA)).toEqual(['key-request-decided']);

    const { status, body: collected } = await collect(ADA, id);
    expect(status).toBe(201);
    expect(collected.secret).toMatch(/^aif_/);
    expect(collected.key).toMatchObject({
      tier: 'restricted',
      state: 'active',
      issuance: 'approved',
      approvedBy: SAM,
      createdBy: ADA,
      ceilingPicoUsd: '50000000000000',
    });
    expect(await bench.knex('ceilings').pluck('scope_ref')).toEqual([
      collected.key.id,
    ]);
    expect((await collect(ADA, id)).status).toBe(409);
  });

  it('decides ten with one call, each for itself', async () => {
    const requests = [];
    for (let number = 0; number < 10; number++) {
      requests.push(await submit(ADA, { expiresInDays: 10 + number }));
    }
    const ids = requests.map(({ id }) => id);
    await bench.call(ADA, 'delete', `/key-requests/${ids[3]}`);
    const { body } = await decide(EVE, ids, 'refused');
    expect(
      body.items.filter(({ decided }: { decided: boolean }) => !decided),
    ).toEqual([
      { id: ids[3], decided: false, problem: expect.stringMatching(/withdr/) },
    ]);
    expect(
      await bench.knex('key_requests').where('state', 'refused'),
    ).toHaveLength(9);
  });

  it.each([
    ['a guest', GUEST],
    ['somebody outside of the catalog', NEWT],
    ['a member of the working group in neither seat', GIL],
  ])('takes no decision of %s', async (_, as) => {
    const { id } = await submit();
    expect((await decide(as, [id])).status).toBe(403);
  });

  it('takes no decision of who lacks the permission, or made the request', async () => {
    const { id } = await submit();
    expect((await decide(ADA, [id])).status).toBe(403);

    await bench
      .knex('seats')
      .where('seat', 'security')
      .update({ user_ref: BEN });
    await bench.acknowledge(BEN);
    const own = await submit(BEN);
    const { body } = await decide(BEN, [own.id, id]);
    expect(body.items).toEqual([
      { id: own.id, decided: false, problem: expect.stringMatching(/Nobody/) },
      { id, decided: true },
    ]);
  });

  it('gives the key to nobody but who asked for it', async () => {
    const { id } = await submit();
    await decide(SAM, [id]);
    await bench.acknowledge(BEN);
    expect((await collect(BEN, id)).status).toBe(403);
    expect((await collect(ADA, 'none')).status).toBe(404);
  });

  it('gives no key of what is not approved, or was approved too long ago', async () => {
    const { id } = await submit();
    expect((await collect(ADA, id)).status).toBe(409);
    await decide(SAM, [id]);
    bench.travel(15 * DAY_MS);
    const { status, body } = await collect(ADA, id);
    expect(status).toBe(409);
    expect(body.error.message).toContain('expired');
  });

  it('asks every control again at the collection', async () => {
    const { id } = await submit();
    await decide(SAM, [id]);
    await bench.decide(LOCAL, 'suspended');
    const { status, body } = await collect(ADA, id);
    expect(status).toBe(400);
    expect(body.error.message).toContain('not approved');
  });

  it('does not count an approval of a model that was edited and approved anew', async () => {
    const { id } = await submit();
    await decide(SAM, [id]);
    const before = await bench.modelHash(LOCAL);
    const local = bench.entities.find(
      ({ kind, metadata }) => kind === 'AiModel' && metadata.name === 'local',
    );
    Object.assign(local!.spec!, { dataUse: 'It trains on our data.' });
    await bench.eventually(
      async () => (await bench.modelHash(LOCAL)) !== before,
    );
    await bench.decide(LOCAL);
    const { status, body } = await collect(ADA, id);
    expect(status).toBe(409);
    expect(body.error.message).toContain('changed after the approval');
    expect(await bench.knex('keys')).toHaveLength(0);
  });

  it('needs no approver for what policy issues at once', async () => {
    const { status, body } = await bench.call(ADA, 'post', '/key-requests', {
      ...wanted,
      models: [SWIFT],
      tier: 'internal',
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain('at once');
  });

  it.each([
    ['a higher ceiling', { ceilingUsd: '50.01' }],
    ['a longer life', { expiresInDays: 91 }],
  ])('needs an approver for %s', async (_, change) => {
    const request = {
      owner: ROCKETS,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'internal',
    };
    const way = async (body: object) =>
      (await bench.call(ADA, 'post', '/keys/check', body)).body.way;
    expect(await way({ ...request, ceilingUsd: '50' })).toBe('at-once');
    expect(await way({ ...request, ...change })).toBe('needs-approval');
  });

  describe('kinds', () => {
    const issue = (change: object, as = ADA) =>
      bench.call(as, 'post', '/keys', {
        owner: ROCKETS,
        purpose: 'coding',
        models: [SWIFT],
        tier: 'internal',
        ...change,
      });

    it('makes an experiment short and cheap, and keeps it out of production', async () => {
      const { body } = await issue({ kind: 'experiment' });
      const { kind, createdAt, expiresAt, ceilingPicoUsd } = body.key;
      expect([kind, ceilingPicoUsd]).toEqual(['experiment', '20000000000000']);
      expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(30 * DAY_MS);

      for (const change of [
        { expiresInDays: 31 },
        { ceilingUsd: '20.01' },
        { application: APOLLO },
      ]) {
        const response = await issue({ kind: 'experiment', ...change });
        expect(response.status).toBe(400);
      }
    });

    it('leaves keys for probes to those who may end every key', async () => {
      await bench.acknowledge(BEN);
      expect((await issue({ kind: 'validation' }, BEN)).status).toBe(403);
      const { body } = await issue({ kind: 'validation' });
      expect(body.key).toMatchObject({
        kind: 'validation',
        ceilingPicoUsd: '5000000000000',
      });
    });

    it('lets the group that runs the gateway own keys for probes, though it is no team', async () => {
      await bench.acknowledge(GIL);
      const own = { owner: GOVERNANCE, kind: 'validation' };
      const { status, body } = await issue(own, GIL);
      expect(status).toBe(201);
      expect(body.key).toMatchObject({
        kind: 'validation',
        ownerRef: GOVERNANCE,
        state: 'active',
        createdBy: GIL,
      });
      const rotate = (as: string) =>
        bench.call(as, 'post', `/keys/${body.key.id}/rotations`, {
          overlapHours: 1,
        });
      expect((await rotate(ADA)).status).toBe(403);
      expect((await rotate(GIL)).status).toBeLessThan(300);
    });

    it.each([
      ['of another kind', GIL, { owner: GOVERNANCE, kind: 'standard' }, 400],
      ['of no said kind', GIL, { owner: GOVERNANCE }, 400],
      [
        'for who is not in it',
        ADA,
        { owner: GOVERNANCE, kind: 'validation' },
        403,
      ],
      [
        'of a group that does not run it',
        DORA,
        { owner: ENGINEERING, kind: 'validation' },
        400,
      ],
    ])('gives no key of that group %s', async (_, as, wanted_, expected) => {
      await bench.acknowledge(as);
      const { status, body } = await issue(wanted_, as);
      expect(status).toBe(expected);
      expect(body.error.message).toContain('owner: ');
    });

    it.each<[string, object, Finding['kind']]>([
      ['a purpose of agents', { purpose: 'agent' }, 'agent'],
      ['the kind agent', { kind: 'agent' }, 'agent'],
      ['software that acts alone', { actsAlone: true }, 'agent'],
      ['a workload', { kind: 'workload' }, 'premature-workload'],
    ])(
      'refuses %s, and tells the working group once',
      async (_, change, kind) => {
        for (const attempt of ['first', 'second']) {
          const { status, body } = await issue(change);
          expect([attempt, status]).toEqual([attempt, 403]);
          expect(body.error.message).toContain('Stage 1');
        }
        const { body } = await bench.call(EVE, 'get', '/findings');
        expect(body.items).toEqual([
          expect.objectContaining({
            kind,
            source: 'key-request',
            subjectRef: ROCKETS,
            reportedBy: ADA,
            state: 'open',
          }),
        ]);
      },
    );
  });

  it('asks for the tier of the data that the application reads', async () => {
    const body = {
      owner: ROCKETS,
      application: APOLLO,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'public',
    };
    const { body: below } = await bench.call(ADA, 'post', '/keys', body);
    expect(below.error.message).toContain('at least for internal');

    const telemetry = bench.entities.find(
      ({ metadata }) => metadata.name === 'telemetry',
    );
    telemetry!.metadata.annotations = {};
    const internal = { ...body, tier: 'internal' };
    await bench.eventually(
      async () =>
        (await bench.call(ADA, 'post', '/keys', internal)).status > 201,
    );
    const { body: unclassified } = await bench.call(
      ADA,
      'post',
      '/keys',
      internal,
    );
    expect(unclassified.error.message).toContain('at least for restricted');
  });
});
