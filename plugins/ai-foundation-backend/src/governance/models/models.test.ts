import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Model,
  modelDecidePermission,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  DEEP,
  GIL,
  LOCAL,
  NEWT,
  SWIFT,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('models (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [modelDecidePermission],
        [TOM]: [policyReadPermission],
      },
    });
  });

  afterEach(async () => {
    await bench.stop();
  });

  const decide = async (
    as: string,
    change: { decision?: string; governedSha256?: string; ref?: string } = {},
  ) => {
    const ref = change.ref ?? SWIFT;
    return bench.call(as, 'post', `/models/${ref.split(':')[1]}/decisions`, {
      decision: change.decision ?? 'approved',
      governedSha256: change.governedSha256 ?? (await bench.modelHash(SWIFT)),
      reason: 'The working group agreed.',
    });
  };

  const read = async (ref = SWIFT): Promise<Model> => {
    const { body } = await bench.call(GIL, 'get', '/models');
    return body.items.find((item: Model) => item.ref === ref);
  };

  const specOf = (ref: string) => {
    const entity = bench.entities.find(
      ({ kind, metadata }) =>
        kind === 'AiModel' && ref.endsWith(`/${metadata.name}`),
    );
    return entity!.spec!;
  };

  describe('GET /models', () => {
    it('lists every model of the catalog, decided about or not', async () => {
      await bench.decide(SWIFT);
      const { body } = await bench.call(GIL, 'get', '/models');

      expect(body.items.map(({ ref }: Model) => ref)).toEqual([
        DEEP,
        LOCAL,
        SWIFT,
      ]);
      expect(await read(SWIFT)).toMatchObject({
        approval: 'approved',
        external: true,
        ownerRef: 'group:default/governance',
        price: { input: '2.50', output: '10', effectiveFrom: '2026-01-01' },
        decision: { decision: 'approved', decidedBy: GIL },
      });
      expect(await read(LOCAL)).toMatchObject({
        approval: 'proposed',
        external: false,
        notRoutableBecause: expect.stringContaining('nobody has decided'),
      });
    });

    it('says each thing that keeps a model from routing', async () => {
      await bench.decide(SWIFT);
      expect((await read()).notRoutableBecause).toBeUndefined();

      Object.assign(specOf(LOCAL), { provider: 'gone', tier: 'secret' });
      await bench.eventually(async () => (await read(LOCAL)).tier === 'secret');
      const because = (await read(LOCAL)).notRoutableBecause;
      expect(because).toContain("provider 'gone' is not configured");
      expect(because).toContain("data tier 'secret' is not in the catalog");
    });

    it('refuses who may not read policy', async () => {
      expect((await bench.call(TOM, 'get', '/models')).status).toBe(403);
    });
  });

  describe('POST /models/{namespace}/{name}/decisions', () => {
    it('does not carry an approval over an edit', async () => {
      await bench.decide(SWIFT);
      Object.assign(specOf(SWIFT), { tier: 'restricted' });
      await bench.eventually(async () => (await read()).tier === 'restricted');

      expect(await read()).toMatchObject({
        approval: 'changed-since-approval',
        notRoutableBecause: expect.stringContaining('edited'),
      });

      Object.assign(specOf(SWIFT), { tier: 'internal' });
      await bench.eventually(async () => (await read()).tier === 'internal');
      expect((await read()).approval).toBe('approved');
    });

    it('refuses a model that is no longer the one looked at', async () => {
      const governedSha256 = await bench.modelHash(SWIFT);
      Object.assign(specOf(SWIFT), { tier: 'restricted' });
      const response = await decide(GIL, { governedSha256 });
      expect(response.status).toBe(409);
      expect(await bench.knex('model_decisions')).toHaveLength(0);
    });

    it('suspends and retires with a reason that is shown', async () => {
      await bench.decide(SWIFT);
      expect((await decide(GIL, { decision: 'suspended' })).status).toBe(201);
      expect(await read()).toMatchObject({
        approval: 'suspended',
        notRoutableBecause: 'It is suspended: The working group agreed.',
      });
      await decide(GIL, { decision: 'retired' });
      expect((await read()).approval).toBe('retired');
    });

    it('refuses guests, who lacks the permission, and the unknown model', async () => {
      const answers = [
        await decide(NEWT),
        await decide(ADA),
        await decide(GIL, { ref: 'aimodel:default/none' }),
        await decide(GIL, { decision: 'waived' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 404, 400]);
      expect(await bench.knex('model_decisions')).toHaveLength(0);
    });

    it('refuses to approve for a tier that does not exist', async () => {
      Object.assign(specOf(SWIFT), { tier: 'secret' });
      await bench.eventually(async () => (await read()).tier === 'secret');
      expect((await decide(GIL)).status).toBe(400);
    });
  });

  describe('price versions', () => {
    const price = (effectiveFrom: string, input: string) => ({
      ...(specOf(SWIFT).prices as object[])[0],
      effectiveFrom,
      input,
    });

    it('keeps one row for a price, however often it is approved', async () => {
      await bench.decide(SWIFT);
      const [first] = await bench.knex('price_versions');
      expect(first).toMatchObject({ model_ref: SWIFT });
      expect(Number(first.effective_from_ms)).toBe(Date.UTC(2026, 0, 1));

      await bench.decide(SWIFT);
      expect(await bench.knex('price_versions')).toEqual([first]);
    });

    it('adds a row for a new price and leaves the old one', async () => {
      await bench.decide(SWIFT);
      const [first] = await bench.knex('price_versions');
      specOf(SWIFT).prices = [
        price('2026-01-01', '2.50'),
        price('2026-02-01', '3.00'),
        price('2999-01-01', '9.00'),
      ];
      await bench.eventually(
        async () => (await read()).price?.input === '3.00',
      );
      await bench.decide(SWIFT);

      expect(await bench.knex('price_versions')).toHaveLength(3);
      expect(
        await bench.knex('price_versions').where('id', first.id).first(),
      ).toEqual(first);
      expect((await read()).price?.input).toBe('3.00');
    });

    it('is in force only from its date', async () => {
      specOf(SWIFT).prices = [price('2999-01-01', '9.00')];
      await bench.eventually(async () => !(await read()).price);
      await bench.decide(SWIFT);
      expect(await read()).toMatchObject({
        approval: 'approved',
        notRoutableBecause: expect.stringContaining('No price is in force'),
      });
    });
  });

  describe('GET /tiers', () => {
    it('lists the least sensitive first', async () => {
      const { body } = await bench.call(GIL, 'get', '/tiers');
      expect(body.items).toEqual([
        expect.objectContaining({ name: 'public', rank: 1 }),
        expect.objectContaining({ name: 'internal', rank: 2 }),
        expect.objectContaining({
          name: 'restricted',
          externalProviders: 'exemption-only',
        }),
      ]);
    });
  });
});
