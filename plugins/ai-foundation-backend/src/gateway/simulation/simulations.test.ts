import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gatewaySimulatePermission,
  keyReadAllPermission,
  ProposedChange,
  requestReadAllPermission,
  Simulation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  BEN,
  DEEP,
  GIL,
  ROCKETS,
  SWIFT,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';
import { requestRow } from '../ledger/__testUtils__/requestRow';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const HOUR_MS = 3_600_000;

describe.each(databases.eachSupportedId())('simulations (%s)', databaseId => {
  let bench: ControlPlaneBench;
  let keyId: string;

  beforeAll(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [keyReadAllPermission, requestReadAllPermission],
        [TOM]: [keyReadAllPermission],
        [BEN]: [gatewaySimulatePermission],
      },
    });
    await bench.makeReadyForKeys(ADA);
    const { body } = await bench.call(ADA, 'post', '/keys', {
      owner: ROCKETS,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'internal',
    });
    keyId = body.key.id;
  });

  afterAll(async () => {
    await bench.stop();
  });

  beforeEach(async () => {
    await bench.knex('requests').delete();
    await bench.knex('holds').delete();
    await bench.knex('ceiling_spend').delete();
    await bench.knex('ceilings').delete();
  });

  const ask = (as: string, question: object) =>
    bench.call(as, 'post', '/simulate', {
      dialect: 'openai',
      operation: 'chat.completions',
      model: 'swift',
      ...question,
    });

  const refusedBy = ({ verdicts }: Simulation) =>
    verdicts
      .filter(({ verdict }) => verdict === 'refused')
      .map(({ control }) => control);

  const setCeiling = async (amountUsd: string) => {
    const { body } = await bench.call(GIL, 'put', '/ceilings', {
      scope: { kind: 'team', ref: ROCKETS },
      amountUsd,
      reason: 'The budget.',
    });
    return body.id as string;
  };

  describe('POST /simulate', () => {
    it('tells every verdict, the hold and each ceiling of what would pass', async () => {
      await setCeiling('100');
      const { status, body } = await ask(ADA, {
        keyId,
        inputBytes: 1_000,
        maxOutputTokens: 100,
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        outcome: 'admitted',
        tier: 'internal',
        modelRef: SWIFT,
        provider: 'openai',
        hold: { inputTokens: 1_000, outputTokens: 100 },
        alternatives: [],
      });
      expect(
        body.verdicts.map((one: { control: string }) => one.control),
      ).toEqual([
        'key',
        'owner',
        'aup',
        'model',
        'approval',
        'scope',
        'tier',
        'price',
        'ceiling',
        'rate',
      ]);
      expect(body.ceilings).toEqual([
        expect.objectContaining({
          scope: { kind: 'team', ref: ROCKETS },
          amountPicoUsd: '100000000000000',
          spentPicoUsd: '0',
          leftPicoUsd: '100000000000000',
          response: 'admits',
        }),
      ]);
      expect(await bench.knex('requests')).toEqual([]);
      expect(await bench.knex('holds')).toEqual([]);
    });

    it('tells which ceiling would stop it, in the words that the client would read', async () => {
      await setCeiling('0.000001');
      const { body } = await ask(ADA, { keyId });
      expect(body).toMatchObject({
        outcome: 'refused',
        status: 402,
        code: 'ceiling_reached',
        ceilings: [{ response: 'stops' }],
      });
      expect(body.message).toContain(ROCKETS);
      expect(refusedBy(body)).toEqual(['ceiling']);
    });

    it('names the models that policy would let the request go to instead', async () => {
      const { body } = await ask(ADA, { keyId, model: 'deep' });
      expect(body).toMatchObject({
        outcome: 'refused',
        status: 403,
        code: 'model_not_approved',
        alternatives: [SWIFT],
      });
      expect(refusedBy(body)).toEqual(['approval', 'scope', 'price']);
    });

    it('answers as of an instant to come', async () => {
      const { body } = await ask(ADA, {
        keyId,
        at: new Date(Date.now() + 400 * 24 * HOUR_MS).toISOString(),
      });
      expect(body).toMatchObject({ status: 401, code: 'key_expired' });
    });

    it('takes a key that nobody has, for a team or for an application of it', async () => {
      const key = { owner: APOLLO, tier: 'restricted', models: [SWIFT] };
      const { body } = await ask(ADA, { key });
      expect(body).toMatchObject({ code: 'tier_not_permitted' });
      const lower = await ask(ADA, { key: { ...key, tier: 'internal' } });
      expect(lower.body).toMatchObject({ outcome: 'admitted' });
    });

    it('shows nobody the key, the ceilings or the people of another team', async () => {
      const key = { owner: TUNNELS, tier: 'internal', models: [SWIFT] };
      expect((await ask(TOM, { keyId })).status).toBe(404);
      expect((await ask(ADA, { key })).status).toBe(403);
      expect(
        (await ask(ADA, { key: { ...key, owner: ROCKETS, person: BEN } }))
          .status,
      ).toBe(403);
      expect((await ask(GIL, { key: { ...key, person: BEN } })).status).toBe(
        200,
      );
      expect((await ask(BEN, { keyId })).status).toBe(403);
    });

    it.each([
      ['no key at all', {}],
      [
        'two keys',
        { keyId: 'k', key: { owner: ROCKETS, tier: 'public', models: [] } },
      ],
      [
        'an owner that is no team',
        { key: { owner: GIL, tier: 'public', models: [] } },
      ],
      ['a dialect that nobody speaks', { keyId: 'k', dialect: 'klingon' }],
      ['an operation that is not served', { keyId: 'k', operation: 'files' }],
    ])('refuses a question with %s', async (_, question) => {
      expect((await ask(GIL, question)).status).toBe(400);
    });
  });

  describe('POST /simulate/changes', () => {
    const replay = async (change: ProposedChange, as = GIL, days = 30) =>
      bench.call(as, 'post', '/simulate/changes', { change, days });

    const insertRequests = async (
      rows: Array<Record<string, unknown> & { hoursAgo: number }>,
    ) => {
      await bench.knex('requests').insert(
        rows.map(({ hoursAgo, ...row }, index) =>
          requestRow(`r${index}`, {
            key_id: keyId,
            team_ref: ROCKETS,
            requested_model: 'swift',
            model_ref: SWIFT,
            arrived_at_ms: Date.now() - hoursAgo * HOUR_MS,
            cost_pico_usd: '2000000',
            hold_pico_usd: '5000000',
            ...row,
          }),
        ),
      );
    };

    it('finds what a suspended model would have refused, by whom and at what cost', async () => {
      await insertRequests([
        { hoursAgo: 1 },
        { hoursAgo: 50, application_ref: APOLLO },
        { hoursAgo: 40, application_ref: APOLLO },
        { hoursAgo: 30, outcome: 'refused', error_code: 'ceiling_reached' },
        { hoursAgo: 24 * 31 },
      ]);
      const { status, body } = await replay({
        kind: 'model-approval',
        model: SWIFT,
        approval: 'suspended',
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        cut: false,
        examined: { requests: 4 },
        refused: { requests: 3, costPicoUsd: '6000000' },
        allowed: { requests: 0 },
        furtherEffects: 0,
      });
      expect(body.effects).toEqual([
        expect.objectContaining({
          effect: 'refused',
          control: 'approval',
          applicationRef: APOLLO,
          model: 'swift',
          requests: 2,
          exampleId: 'r2',
        }),
        expect.objectContaining({ requests: 1, exampleId: 'r0' }),
      ]);
    });

    it.each<[string, (key: string) => ProposedChange, string]>([
      [
        'a lower tier of a model',
        () => ({ kind: 'model-tier', model: SWIFT, tier: 'public' }),
        'tier',
      ],
      [
        'another handling of a tier',
        () => ({
          kind: 'tier-handling',
          tier: 'internal',
          externalProviders: 'exemption-only',
        }),
        'tier',
      ],
      [
        'fewer models of a key',
        key => ({ kind: 'key-models', keyId: key, models: [DEEP] }),
        'scope',
      ],
      [
        'a higher tier of a key',
        key => ({ kind: 'key-tier', keyId: key, tier: 'restricted' }),
        'tier',
      ],
      [
        'a purpose that is closed',
        () => ({ kind: 'purpose-closed', purpose: 'coding' }),
        'key',
      ],
    ])('finds what %s would have refused', async (_, change, control) => {
      await insertRequests([{ hoursAgo: 1 }]);
      const { body } = await replay(change(keyId));
      expect(body.effects).toEqual([
        expect.objectContaining({ effect: 'refused', control, requests: 1 }),
      ]);
    });

    it('finds what a change would have let through', async () => {
      await bench.decide(DEEP);
      const { body: issued } = await bench.call(ADA, 'post', '/keys', {
        owner: ROCKETS,
        purpose: 'coding',
        models: [DEEP],
        tier: 'internal',
      });
      await insertRequests([
        {
          hoursAgo: 1,
          key_id: issued.key.id,
          requested_model: 'deep',
          tier: 'restricted',
          outcome: 'refused',
        },
        // Its model is not for such data at all.
        { hoursAgo: 1, tier: 'restricted', outcome: 'refused' },
      ]);
      const { body } = await replay({
        kind: 'tier-handling',
        tier: 'restricted',
        externalProviders: 'logged',
      });
      expect(body).toMatchObject({
        refused: { requests: 0 },
        allowed: { requests: 1 },
        effects: [{ effect: 'allowed', control: 'tier', model: 'deep' }],
      });
    });

    it('takes past requests through a lower ceiling one after the other', async () => {
      const ceilingId = await setCeiling('100');
      await insertRequests([1, 2, 3, 4].map(hoursAgo => ({ hoursAgo })));
      const lower = async (amountUsd: string) =>
        (await replay({ kind: 'ceiling-amount', ceilingId, amountUsd }, GIL, 1))
          .body;
      // A hold is five units, a cost two: the third fits into nine, and the fourth not.
      expect(await lower('0.000009')).toMatchObject({
        examined: { requests: 4 },
        refused: { requests: 1, costPicoUsd: '2000000' },
        effects: [{ control: 'ceiling', exampleId: 'r0' }],
      });
      expect((await lower('0.000011')).refused.requests).toBe(0);
      expect((await lower('0.000004')).refused.requests).toBe(4);
    });

    it('counts what a pace of a key would have turned away', async () => {
      const minute = Math.floor(Date.now() / 60_000) * 60_000 - HOUR_MS;
      await insertRequests(
        [0, 1, 2, 70_000].map(afterMs => ({
          hoursAgo: 0,
          arrived_at_ms: minute + afterMs,
        })),
      );
      const { body } = await replay({
        kind: 'key-rate',
        keyId,
        requestsPerMinute: 2,
      });
      expect(body).toMatchObject({
        examined: { requests: 4 },
        refused: { requests: 1, costPicoUsd: '2000000' },
        effects: [{ control: 'rate' }],
      });
    });

    it.each<[string, ProposedChange, number]>([
      [
        'a model',
        { kind: 'model-approval', model: 'nobody', approval: 'retired' },
        400,
      ],
      ['a tier', { kind: 'model-tier', model: SWIFT, tier: 'nothing' }, 400],
      ['a key', { kind: 'key-tier', keyId: 'none', tier: 'public' }, 400],
      [
        'a ceiling',
        { kind: 'ceiling-amount', ceilingId: 'none', amountUsd: '1' },
        404,
      ],
    ])('refuses %s that there is not', async (_, change, status) => {
      expect((await replay(change)).status).toBe(status);
    });

    it('is for those who may read the requests of every team', async () => {
      expect((await replay({ kind: 'grace-end' }, ADA)).status).toBe(403);
      expect((await replay({ kind: 'grace-end' }, GIL)).status).toBe(200);
    });
  });
});
