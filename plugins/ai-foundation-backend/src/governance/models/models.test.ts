import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  Model,
  modelDecidePermission,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  DEEP,
  EVE,
  exampleCompany,
  FAY,
  GIL,
  LEA,
  LOCAL,
  NEWT,
  SAM,
  SWIFT,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const specTemplate = exampleCompany().find(
  ({ metadata }) => metadata.name === 'swift',
)!.spec!;

const price = { ...(specTemplate.prices as object[])[0] };

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('models (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [LEA]: [modelDecidePermission],
        [TOM]: [policyReadPermission],
      },
    });
    await bench.fillSeats();
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
        decision: { decision: 'approved', decidedBy: SAM },
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
      const response = await decide(SAM, { governedSha256 });
      expect(response.status).toBe(409);
      expect(await bench.knex('model_decisions')).toHaveLength(0);
    });

    it('suspends and retires with a reason that is shown', async () => {
      await bench.decide(SWIFT);
      expect((await decide(SAM, { decision: 'suspended' })).status).toBe(201);
      expect(await read()).toMatchObject({
        approval: 'suspended',
        notRoutableBecause: 'It is suspended: The working group agreed.',
      });
      await decide(EVE, { decision: 'retired' });
      expect((await read()).approval).toBe('retired');
    });

    it('refuses guests, services, who lacks the permission, and the unknown model', async () => {
      const service = await bench.callWith(
        mockCredentials.service.header(),
        'post',
        '/models/default/swift/decisions',
        {
          decision: 'approved',
          governedSha256: await bench.modelHash(SWIFT),
          reason: 'It was there.',
        },
      );
      const answers = [
        service,
        await decide(NEWT),
        await decide(LEA),
        await decide(SAM, { ref: 'aimodel:default/none' }),
        await decide(SAM, { decision: 'waived' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([
        403, 403, 403, 404, 400,
      ]);
      expect(await bench.knex('model_decisions')).toHaveLength(0);
    });

    it('refuses who may, but holds neither the security nor the engineering seat', async () => {
      // Gil has every permission and no seat; Fay has the finance seat.
      for (const person of [GIL, FAY]) {
        const { status, body } = await decide(person);
        expect(status).toBe(403);
        expect(body.error.message).toContain('security or the engineering');
      }
      expect((await decide(EVE)).status).toBe(201);
    });

    it('refuses who has not accepted the seat yet', async () => {
      await bench
        .knex('seats')
        .where({ seat: 'security' })
        .update({ accepted_at_ms: null });
      expect((await decide(SAM)).status).toBe(403);
    });

    it.each([
      ['a tier that does not exist', { tier: 'secret' }, '/spec/tier'],
      ['a provider of nobody', { provider: 'gone' }, '/spec/provider'],
      ['an owner that is no group', { owner: 'nobody' }, '/spec/owner'],
      [
        'a fallback that is not there',
        { fallbacks: ['local', 'gone'] },
        '/spec/fallbacks/1',
      ],
      [
        'itself as a fallback',
        { fallbacks: ['aimodel:default/swift'] },
        '/spec/fallbacks/0',
      ],
      [
        'a price of zero without a reason',
        { prices: [{ ...price, input: '0' }] },
        '/spec/prices/0/zeroReason',
      ],
      [
        'a price in no unit',
        { prices: [{ ...price, unit: undefined }] },
        '/spec/prices/0/unit',
      ],
      [
        'restrictions that say nothing',
        { restrictions: ['n/a'] },
        '/spec/restrictions/0',
      ],
      [
        'neither restrictions nor why there is none',
        { restrictions: undefined },
        '/spec/restrictions',
      ],
    ])(
      'refuses to approve %s, and names the field',
      async (_, change, path) => {
        const before = await bench.modelHash(SWIFT);
        Object.assign(specOf(SWIFT), change);
        await bench.eventually(
          async () => (await bench.modelHash(SWIFT)) !== before,
        );
        const { status, body } = await decide(SAM);
        expect(status).toBe(400);
        expect(body.error.message).toContain(path);
        expect((await read()).notApprovableBecause).toEqual([
          expect.stringContaining(path),
        ]);
        // It can still be taken out of use.
        expect((await decide(SAM, { decision: 'retired' })).status).toBe(201);
      },
    );
  });

  describe('GET /models/{namespace}/{name}/decisions', () => {
    const history = async () =>
      (await bench.call(TOM, 'get', '/models/default/swift/decisions')).body;

    it('tells who decided what, why, and what changed in between', async () => {
      await bench.decide(SWIFT);
      Object.assign(specOf(SWIFT), { contextWindow: 9_000 });
      await bench.eventually(
        async () => (await read()).contextWindow === 9_000,
      );
      const { body: pending } = await bench.call(
        GIL,
        'get',
        '/models/default/swift/decisions',
      );
      expect(pending.changes).toEqual([
        { field: 'contextWindow', before: '8000', after: '9000' },
      ]);

      await decide(EVE, { decision: 'suspended' });
      const { body } = await bench.call(
        GIL,
        'get',
        '/models/default/swift/decisions',
      );
      expect(body).toMatchObject({
        items: [
          {
            decision: 'suspended',
            decidedBy: EVE,
            reason: 'The working group agreed.',
            changes: [
              { field: 'contextWindow', before: '8000', after: '9000' },
            ],
          },
          { decision: 'approved', decidedBy: SAM, changes: [] },
        ],
        changes: [],
      });
    });

    it('refuses who may not read policy, and knows no unheard-of model', async () => {
      expect(await history()).toMatchObject({
        error: { name: 'NotAllowedError' },
      });
      const { status } = await bench.call(
        GIL,
        'get',
        '/models/default/none/decisions',
      );
      expect(status).toBe(404);
    });
  });

  describe('GET /models/{namespace}/{name}/prices', () => {
    it('shows from when until when each price applies, and who approved it', async () => {
      const before = await bench.modelHash(SWIFT);
      specOf(SWIFT).prices = [
        { ...price, effectiveFrom: '2026-01-01' },
        { ...price, effectiveFrom: '2999-01-01', input: '9.00' },
      ];
      await bench.eventually(
        async () => (await bench.modelHash(SWIFT)) !== before,
      );
      await decide(SAM);
      const { body } = await bench.call(
        GIL,
        'get',
        '/models/default/swift/prices',
      );
      expect(body.items).toMatchObject([
        { from: '2999-01-01T00:00:00.000Z', price: { input: '9.00' } },
        {
          until: '2999-01-01T00:00:00.000Z',
          approvedBy: SAM,
          price: { input: '2.50', currency: 'USD', unit: 'per-million-tokens' },
        },
      ]);
      expect(body.items[1].from).toBe(body.items[1].approvedAt);
    });
  });

  describe('GET /models/price-suggestion', () => {
    it('answers for a provider that is configured, and writes nothing', async () => {
      const ask = async (provider: string, model: string) =>
        (
          await bench.call(
            GIL,
            'get',
            `/models/price-suggestion?provider=${provider}&model=${model}`,
          )
        ).body;
      expect(await ask('openai', 'gpt-4o')).toMatchObject({
        source: { name: 'genai-prices' },
        suggestion: { rates: { input: '2.50' } },
      });
      expect(await ask('anthropic', 'claude-sonnet-5')).toMatchObject({
        nothingBecause: expect.stringContaining('not configured'),
      });
      expect(await bench.knex('price_versions')).toHaveLength(0);
    });
  });

  describe('what waits for a decision', () => {
    const inboxOf = async (person: string) =>
      (await bench.call(person, 'get', '/inbox')).body.items.filter(
        ({ kind }: { kind: string }) => kind === 'decide-model',
      );

    it('shows to who may decide and has a seat that does', async () => {
      await bench.decide(SWIFT);
      expect(
        (await inboxOf(SAM)).map(
          ({ subjectRef }: { subjectRef: string }) => subjectRef,
        ),
      ).toEqual(expect.arrayContaining([DEEP, LOCAL]));
      expect(await inboxOf(EVE)).toHaveLength(2);
      expect(await inboxOf(GIL)).toEqual([]);

      Object.assign(specOf(SWIFT), { tier: 'public' });
      await bench.eventually(async () => (await inboxOf(SAM)).length === 3);
    });

    it('is told to them once, and again after an edit', async () => {
      const told = async () => {
        await bench.runJob('models.watch');
        await bench.runJob('outbox.deliver');
        return bench.notifications.filter(
          ({ payload }) => payload.topic === 'models',
        ).length;
      };
      await bench.decide(SWIFT);
      const first = await told();
      expect(first).toBeGreaterThan(0);
      expect(await told()).toBe(first);

      Object.assign(specOf(SWIFT), { tier: 'public' });
      await bench.eventually(async () => (await inboxOf(SAM)).length === 3);
      expect(await told()).toBe(first + 1);
      expect(bench.notifications.at(-1)).toMatchObject({
        recipients: { entityRef: expect.arrayContaining([SAM, EVE]) },
        payload: { scope: `model:${SWIFT}` },
      });
    });
  });

  describe('price versions', () => {
    const priceFrom = (effectiveFrom: string, input: string) => ({
      ...price,
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
        priceFrom('2026-01-01', '2.50'),
        priceFrom('2026-02-01', '3.00'),
        priceFrom('2999-01-01', '9.00'),
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
      specOf(SWIFT).prices = [priceFrom('2999-01-01', '9.00')];
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
