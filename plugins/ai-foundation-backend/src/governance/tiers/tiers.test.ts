import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ANNOTATION_DATA_TIER,
  ANNOTATION_LEAD,
  classificationManagePermission,
  DataSource,
  InboxItem,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  BEN,
  BLUEPRINTS,
  DRILL,
  EVE,
  NEWT,
  ROCKETS,
  SAM,
  SWIFT,
  TELEMETRY,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const REASON = 'We looked at it together.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('data sources (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [classificationManagePermission],
        [BEN]: [classificationManagePermission],
        [TOM]: [classificationManagePermission],
      },
    });
    await bench.fillSeats();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  const read = async (as = EVE) =>
    (await bench.call(as, 'get', '/data-sources')).body;

  const source = async (ref: string, as = EVE): Promise<DataSource> =>
    (await read(as)).items.find((item: DataSource) => item.ref === ref);

  const confirm = async (as: string, name = 'telemetry', tier = 'internal') =>
    bench.call(as, 'post', `/data-sources/default/${name}/classifications`, {
      tier,
      reason: REASON,
    });

  const annotate = async (name: string, tier: string | undefined) => {
    const { metadata } = bench.entities.find(
      one => one.kind === 'Resource' && one.metadata.name === name,
    )!;
    metadata.annotations = tier ? { [ANNOTATION_DATA_TIER]: tier } : {};
    await bench.eventually(
      async () => (await source(`resource:default/${name}`)).tier === tier,
    );
  };

  const dependOn = (name: string, ...refs: string[]) => {
    const { relations } = bench.entities.find(
      one => one.kind === 'Component' && one.metadata.name === name,
    )!;
    relations!.push(
      ...refs.map(targetRef => ({ type: 'dependsOn', targetRef })),
    );
  };

  const insertKey = async (applicationRef: string) =>
    bench.knex('keys').insert({
      id: 'k1',
      secret_sha256: '00',
      owner_ref: applicationRef,
      team_ref: ROCKETS,
      application_ref: applicationRef,
      purpose: 'coding',
      models: JSON.stringify([SWIFT]),
      tier: 'internal',
      aup_version: '1.0',
      created_by: ADA,
      created_at_ms: Date.now(),
      expires_at_ms: Date.now() + 86_400_000,
    });

  describe('GET /tiers/scheme', () => {
    it('judges the tiers of the catalog', async () => {
      const { body } = await bench.call(ADA, 'get', '/tiers/scheme');
      expect(body.state).toBe('met');
      expect(body.checks.map(({ id }: { id: string }) => id)).toEqual([
        'count',
        'ranks',
        'handling',
        'order',
        'inside',
        'criteria',
      ]);
    });
  });

  describe('GET /data-sources', () => {
    it('counts over every source, the unclassified first', async () => {
      const { coverage, items } = await read();
      expect(coverage).toEqual({
        state: 'not-met',
        total: 2,
        referenced: 1,
        classified: 1,
        confirmed: 0,
      });
      expect(items).toMatchObject([
        {
          ref: BLUEPRINTS,
          state: 'unclassified',
          countsAs: 'restricted',
          referencedBy: { applications: [], keys: 0, inventory: false },
        },
        {
          ref: TELEMETRY,
          state: 'unconfirmed',
          tier: 'internal',
          countsAs: 'internal',
          referencedBy: { applications: [APOLLO] },
        },
      ]);
    });

    it('counts what is named and is not in the catalog', async () => {
      dependOn('drill', 'resource:default/gone');
      await bench.eventually(async () => (await read()).coverage.total === 3);
      expect(await source('resource:default/gone')).toMatchObject({
        state: 'unclassified',
        problem: 'It is not in the catalog.',
        countsAs: 'restricted',
        referencedBy: { applications: [DRILL] },
      });
    });

    it('does not take a tier for one that the catalog does not have', async () => {
      await annotate('telemetry', undefined);
      bench.entities.find(
        ({ metadata }) => metadata.name === 'telemetry',
      )!.metadata.annotations = { [ANNOTATION_DATA_TIER]: 'secret' };
      await bench.eventually(async () =>
        Boolean((await source(TELEMETRY)).problem?.includes("'secret'")),
      );
      expect((await source(TELEMETRY)).countsAs).toBe('restricted');
    });

    it('has nothing to judge where there is no source, and is never whole of nothing', async () => {
      for (const name of ['telemetry', 'blueprints']) {
        const index = bench.entities.findIndex(
          ({ metadata }) => metadata.name === name,
        );
        bench.entities.splice(index, 1);
      }
      bench.entities.find(
        ({ metadata }) => metadata.name === 'apollo',
      )!.relations = [{ type: 'ownedBy', targetRef: ROCKETS }];
      await bench.eventually(async () => (await read()).coverage.total === 0);
      expect((await read()).coverage).toMatchObject({
        state: 'not-evaluable',
        confirmed: 0,
      });
    });

    it('is met once somebody is behind each source, and not before', async () => {
      await confirm(SAM);
      expect((await read()).coverage).toMatchObject({
        state: 'not-met',
        total: 2,
        confirmed: 1,
      });
      await annotate('blueprints', 'restricted');
      await confirm(SAM, 'blueprints', 'restricted');
      expect((await read()).coverage).toMatchObject({
        state: 'met',
        confirmed: 2,
      });
    });
  });

  describe('POST /data-sources/{namespace}/{name}/classifications', () => {
    it("takes the word of the owner's lead and of who manages classification", async () => {
      expect((await confirm(ADA)).body).toMatchObject({
        state: 'confirmed',
        provenance: { tier: 'internal', basis: 'manual', by: ADA },
      });
      expect((await confirm(SAM)).body.provenance.by).toBe(SAM);
      expect((await source(TELEMETRY, ADA)).mayClassify).toBe(true);
      expect((await source(TELEMETRY, BEN)).mayClassify).toBe(false);
    });

    it('refuses members, other leads and guests', async () => {
      const answers = [
        await confirm(BEN),
        await confirm(TOM),
        await confirm(NEWT),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
      expect(await bench.knex('classifications')).toEqual([]);
    });

    it('refuses another tier than the annotation names, and one that names none', async () => {
      expect((await confirm(SAM, 'telemetry', 'public')).status).toBe(409);
      expect((await confirm(SAM, 'blueprints')).status).toBe(400);
      expect((await confirm(SAM, 'none')).status).toBe(404);
    });

    it('does not outlive an edit of the annotation, and lowers nothing by one', async () => {
      await confirm(ADA);
      await annotate('telemetry', 'public');
      expect(await source(TELEMETRY)).toMatchObject({
        state: 'outdated',
        tier: 'public',
        countsAs: 'internal',
      });
      await confirm(ADA, 'telemetry', 'public');
      expect(await source(TELEMETRY)).toMatchObject({
        state: 'confirmed',
        countsAs: 'public',
      });
    });

    it('does not count a word of demo origin outside of a demo', async () => {
      await confirm(ADA);
      await bench.knex('classifications').update({ origin: 'demo' });
      expect((await source(TELEMETRY)).state).toBe('unconfirmed');
    });
  });

  describe('classification rules', () => {
    const propose = async (as: string, change: object = {}) =>
      bench.call(as, 'post', '/classification-rules', {
        selector: { type: 'database', owner: ROCKETS },
        tier: 'internal',
        reason: REASON,
        ...change,
      });
    const decide = async (as: string, id: string, decision: string) =>
      bench.call(as, 'post', `/classification-rules/${id}/decisions`, {
        decision,
        reason: REASON,
      });

    it('confirm what agrees with them once somebody else has reviewed them', async () => {
      const { body: rule } = await propose(EVE);
      expect(rule).toMatchObject({ state: 'proposed', matches: 2 });
      expect((await source(TELEMETRY)).state).toBe('unconfirmed');
      expect((await decide(EVE, rule.id, 'reviewed')).status).toBe(403);
      expect((await decide(SAM, rule.id, 'reviewed')).status).toBe(201);

      expect(await source(TELEMETRY)).toMatchObject({
        state: 'confirmed',
        provenance: { basis: 'rule', ruleId: rule.id, by: SAM },
      });
      expect(await source(BLUEPRINTS)).toMatchObject({
        state: 'unclassified',
        suggestedTier: 'internal',
        countsAs: 'restricted',
      });
      await annotate('telemetry', 'public');
      expect((await source(TELEMETRY)).state).toBe('unconfirmed');
    });

    it('confirm nothing after they are withdrawn', async () => {
      const { body: rule } = await propose(EVE);
      await decide(SAM, rule.id, 'reviewed');
      await decide(EVE, rule.id, 'withdrawn');
      expect((await source(TELEMETRY)).state).toBe('unconfirmed');
      expect((await decide(SAM, rule.id, 'reviewed')).status).toBe(409);
    });

    it('are refused where they are for everything, for nothing, or from anybody', async () => {
      const answers = [
        await propose(EVE, { selector: {} }),
        await propose(EVE, { tier: 'secret' }),
        await propose(EVE, { selector: { owner: 'group:default/none' } }),
        await propose(ADA),
        await propose(NEWT),
      ];
      expect(answers.map(({ status }) => status)).toEqual([
        400, 400, 400, 403, 403,
      ]);
    });
  });

  describe('the initial set', () => {
    const propose = async (as: string, sources = [TELEMETRY]) =>
      bench.call(as, 'post', '/initial-set/proposals', {
        name: 'First stage',
        sources,
        reason: REASON,
      });
    const approve = async (as: string, set: { id: string; sha256: string }) =>
      bench.call(as, 'post', `/initial-set/proposals/${set.id}/approval`, {
        sha256: set.sha256,
        reason: REASON,
      });
    const current = async (as = SAM) =>
      (await bench.call(as, 'get', '/initial-set')).body;

    it('cannot be empty, nor name what is no data source', async () => {
      expect((await propose(EVE, [])).status).toBe(400);
      expect((await propose(EVE, ['resource:default/none'])).status).toBe(400);
      expect((await current()).evaluation.state).toBe('not-evaluable');
    });

    it('is approved by the security seat, and never by who proposed it', async () => {
      const { body: set } = await propose(SAM);
      expect((await approve(SAM, set)).status).toBe(403);
      expect((await approve(EVE, set)).status).toBe(403);
      expect((await approve(ADA, set)).status).toBe(403);

      const { body: other } = await propose(EVE);
      expect((await approve(SAM, set)).status).toBe(404);
      expect((await current()).mayApprove).toBe(true);
      expect((await approve(SAM, { ...other, sha256: set.id })).status).toBe(
        409,
      );
      expect((await approve(SAM, other)).body).toMatchObject({
        sources: [TELEMETRY],
        approval: { by: SAM, reason: REASON },
      });
      expect((await approve(SAM, other)).status).toBe(404);
    });

    it('has to hold what live keys name', async () => {
      await insertKey(APOLLO);
      const { body: set } = await propose(EVE, [BLUEPRINTS]);
      expect(set.missing).toEqual([TELEMETRY]);
      const { status, body } = await approve(SAM, set);
      expect(status).toBe(400);
      expect(body.error.message).toContain(TELEMETRY);

      const { body: whole } = await propose(EVE, [BLUEPRINTS, TELEMETRY]);
      expect((await approve(SAM, whole)).status).toBe(201);
    });

    it('is met while a person is behind each of its sources, and it misses none', async () => {
      await confirm(ADA);
      const { body: set } = await propose(EVE);
      await approve(SAM, set);
      expect((await current()).evaluation.state).toBe('met');

      await annotate('telemetry', 'restricted');
      expect((await current()).evaluation).toMatchObject({ state: 'not-met' });
      await confirm(ADA, 'telemetry', 'restricted');
      expect((await current()).evaluation.state).toBe('met');

      dependOn('apollo', BLUEPRINTS);
      await insertKey(APOLLO);
      await bench.eventually(async () =>
        (await current()).approved.missing.includes(BLUEPRINTS),
      );
      expect((await current()).evaluation.state).toBe('not-met');
      expect((await current()).approved.sha256).toBe(set.sha256);
    });

    it('waits in the inbox of who can approve it', async () => {
      await propose(EVE);
      const waiting = async (as: string) =>
        (await bench.call(as, 'get', '/inbox')).body.items.filter(
          ({ kind }: InboxItem) => kind === 'approve-initial-set',
        );
      expect(await waiting(SAM)).toMatchObject([{ subject: 'First stage' }]);
      expect(await waiting(EVE)).toEqual([]);
    });
  });

  describe('GET /inbox', () => {
    const waiting = async (as: string) =>
      (await bench.call(as, 'get', '/inbox')).body.items
        .filter(({ kind }: InboxItem) => kind === 'classify-data-source')
        .map(({ subjectRef }: InboxItem) => subjectRef);

    it("asks the owner's lead for what is in use and not classified", async () => {
      expect(await waiting(ADA)).toEqual([]);
      dependOn('apollo', BLUEPRINTS);
      await bench.eventually(async () => (await waiting(ADA)).length === 1);
      expect(await waiting(ADA)).toEqual([BLUEPRINTS]);
      expect(await waiting(EVE)).toEqual([]);

      const rockets = bench.entities.find(
        ({ metadata }) => metadata.name === 'rockets',
      )!;
      delete rockets.metadata.annotations![ANNOTATION_LEAD];
      await bench.eventually(async () => (await waiting(EVE)).length === 1);
      expect(await waiting(ADA)).toEqual([]);
    });
  });
});
