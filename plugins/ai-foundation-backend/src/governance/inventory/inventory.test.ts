import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Inventory,
  inventoryManagePermission,
  inventoryReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  BLUEPRINTS,
  DORA,
  EVE,
  GIL,
  NEWT,
  ROCKETS,
  SUE,
  SWIFT,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 24 * 60 * 60 * 1_000;

const chat = { tool: 'ChatGPT', purpose: 'Rewording mails to customers' };
const copilot = { tool: 'Copilot', purpose: 'Writing code' };
const statement = 'Both teams, the catalog; not what people do at home.';

const onlyReporters = [inventoryManagePermission, inventoryReadAllPermission];

describe.each(databases.eachSupportedId())('the inventory (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: onlyReporters,
        [BEN]: onlyReporters,
        [TOM]: onlyReporters,
        [DORA]: [inventoryManagePermission],
      },
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  const inventory = async (as = GIL): Promise<Inventory> =>
    (await bench.call(as, 'get', '/inventory')).body;

  const answer = async (as: string, team: string, body: object) =>
    bench.call(
      as,
      'post',
      `/inventory/teams/${team.split(':')[1]}/answers`,
      body,
    );

  const none = async (as: string, team: string) =>
    answer(as, team, { answer: 'none' });

  const report = async (as: string, changes = {}) =>
    bench.call(as, 'post', '/inventory/reports', { ...chat, ...changes });

  const scan = async () => bench.call(GIL, 'post', '/inventory/runs/catalog');

  const decide = async (id: string, changes = {}) =>
    bench.call(GIL, 'post', `/inventory/items/${id}/disposition`, {
      disposition: 'stop',
      reason: 'There is an approved model for it.',
      ...changes,
    });

  const declare = async (as = EVE, sha256?: string) =>
    bench.call(as, 'post', '/inventory/declarations', {
      statement,
      snapshotSha256: sha256 ?? (await inventory()).snapshotSha256,
    });

  const file = (source: 'invoice' | 'dns', content: string) => ({
    source,
    fileName: `${source}.csv`,
    content,
  });

  const component = (name: string) =>
    bench.entities.find(({ metadata }) => metadata.name === name)!;

  describe('an answer', () => {
    it('is given by a member of the team, "none" included', async () => {
      expect((await none(TOM, ROCKETS)).status).toBe(403);
      expect((await none(GIL, ROCKETS)).status).toBe(403);
      expect((await none(ADA, 'group:default/none')).status).toBe(404);
      expect((await none(ADA, ROCKETS)).body).toMatchObject({
        answer: 'none',
        uses: 0,
        answeredByName: 'Ada',
      });
      expect((await inventory()).state.inputs).toMatchObject({
        teams: 2,
        answered: 1,
        unanswered: [TUNNELS],
      });
    });

    it('takes the place of the one before, which stays in the history', async () => {
      await answer(ADA, ROCKETS, { answer: 'usage', usage: [chat, copilot] });
      const [{ id }] = (await inventory()).items.filter(
        ({ tool }) => tool === 'ChatGPT',
      );
      await decide(id);
      await answer(BEN, ROCKETS, {
        answer: 'usage',
        usage: [chat, { ...copilot, tier: 'internal' }],
      });

      const { items } = await inventory();
      expect(
        items
          .map(({ tool, tier, disposition }) => [tool, tier, disposition])
          .sort(),
      ).toEqual([
        ['ChatGPT', undefined, 'stop'],
        ['Copilot', 'internal', 'unknown'],
      ]);
      const { body } = await bench.call(
        GIL,
        'get',
        '/inventory/teams/default/rockets/answers',
      );
      expect(
        body.items.map(({ answeredBy }: { answeredBy: string }) => answeredBy),
      ).toEqual([BEN, ADA]);
      expect((await bench.knex('inventory_items')).length).toBe(3);
    });

    it.each([
      ['a tier', { tier: 'secret' }],
      ['a data source', { dataSources: ['nowhere'] }],
      ['an owner', { owner: 'newt' }],
    ])('names %s that the catalog knows', async (_, changes) => {
      const { status } = await answer(ADA, ROCKETS, {
        answer: 'usage',
        usage: [{ ...chat, ...changes }],
      });
      expect(status).toBe(400);
    });

    it('is asked of the lead, or of every member where nobody leads', async () => {
      const kinds = async (as: string) => {
        const { body } = await bench.call(as, 'get', '/inbox');
        return body.items.map(({ kind }: { kind: string }) => kind);
      };
      expect(await kinds(ADA)).toContain('answer-inventory');
      expect(await kinds(BEN)).not.toContain('answer-inventory');
      expect(await kinds(TOM)).toContain('answer-inventory');
      await none(TOM, TUNNELS);
      expect(await kinds(TOM)).not.toContain('answer-inventory');
    });
  });

  describe('a report', () => {
    it('is open to everybody of the catalog, for their own team or none', async () => {
      expect((await report(BEN, { team: ROCKETS })).status).toBe(201);
      expect((await report(DORA)).status).toBe(201);
      expect((await report(BEN, { team: TUNNELS })).status).toBe(400);
      expect((await report(NEWT)).status).toBe(403);
    });

    it('hides the name, where asked to, from all but who manages the inventory', async () => {
      await report(BEN, { team: ROCKETS, hideName: true });
      const reporter = async (as: string) =>
        (await inventory(as)).items[0]?.reportedBy;
      expect(await reporter(BEN)).toBe(BEN);
      expect(await reporter(GIL)).toBe(BEN);
      expect(await reporter(ADA)).toBeUndefined();
      expect(await reporter(DORA)).toBeUndefined();
      expect((await inventory(ADA)).items[0].tool).toBe('ChatGPT');
      for (const as of [ADA, GIL]) {
        for (const path of ['/inventory/items.csv', '/inventory']) {
          const { text } = await bench.call(as, 'get', path);
          expect(text.includes(BEN)).toBe(as === GIL && path === '/inventory');
        }
      }
      const { text } = await bench.call(GIL, 'get', '/inventory/snapshot.json');
      expect(text).not.toContain(BEN);
    });

    it('is seen by its own team and by who reads all, not by other teams', async () => {
      await report(BEN, { team: ROCKETS });
      expect((await inventory(ADA)).items).toHaveLength(1);
      expect((await inventory(DORA)).items).toHaveLength(1);
      expect((await inventory(TOM)).items).toHaveLength(0);
    });
  });

  describe('discovery', () => {
    it('finds the components that use models or tell of them, once', async () => {
      component('apollo').metadata.tags = ['java', 'gpt-4'];
      component('drill').relations!.push({
        type: 'dependsOn',
        targetRef: SWIFT,
      });
      const first = await scan();
      expect(first.body).toMatchObject({
        source: 'catalog',
        scanned: 2,
        found: 2,
        added: 2,
      });
      expect((await scan()).body).toMatchObject({ found: 2, added: 0 });
      const { items, runs } = await inventory();
      expect(runs).toHaveLength(2);
      expect(items.map(({ tool, teamRef }) => [tool, teamRef]).sort()).toEqual([
        ['OpenAI', ROCKETS],
        ['The swift', TUNNELS],
      ]);
      expect(items.every(({ sanctioned }) => !sanctioned)).toBe(true);
    });

    it('finds a component by an annotation, and knows an approved model', async () => {
      component('apollo').metadata.annotations = { 'anthropic.com/team': 'x' };
      component('drill').relations!.push({
        type: 'dependsOn',
        targetRef: SWIFT,
      });
      await bench.fillSeats();
      await bench.decide(SWIFT);
      await scan();
      expect(
        (await inventory()).items
          .map(({ tool, sanctioned }) => [tool, sanctioned])
          .sort(),
      ).toEqual([
        ['Anthropic', false],
        ['The swift', true],
      ]);
    });

    it('adds up invoice lines by vendor and team, to the cent', async () => {
      const invoice = file(
        'invoice',
        [
          'vendor,amount_usd,team,ai',
          'OpenAI LLC,20.10,rockets,',
          'OpenAI LLC,0.20,The rockets,',
          'Stationery Ltd,99,,',
          '"Wordy, Inc.",7,,yes',
        ].join('\r\n'),
      );
      const preview = await bench.call(
        GIL,
        'post',
        '/inventory/files/preview',
        invoice,
      );
      expect(preview.body).toMatchObject({
        lines: 4,
        skipped: [{ line: 4, text: 'Stationery Ltd' }],
        problems: [],
        found: [
          {
            tool: 'OpenAI LLC',
            provider: 'OpenAI',
            teamRef: ROCKETS,
            evidence: 'USD 20.30 in 2 lines of invoice.csv',
            isKnown: false,
          },
          { tool: 'Wordy, Inc.' },
        ],
      });
      expect((await inventory()).items).toEqual([]);
      const run = await bench.call(GIL, 'post', '/inventory/files', invoice);
      expect(run.body).toMatchObject({
        scanned: 4,
        found: 2,
        added: 2,
        sha256: preview.body.sha256,
      });
      expect(
        (await bench.call(GIL, 'post', '/inventory/files', invoice)).body.added,
      ).toBe(0);
    });

    it('knows hosts by their domain, and no others', async () => {
      const dns = file(
        'dns',
        [
          'host,requests',
          'api.openai.com,12',
          'notopenai.com,9',
          'openai.com.evil.example,3',
          'bedrock-runtime.eu-west-1.amazonaws.com.,4',
        ].join('\n'),
      );
      const { body } = await bench.call(
        GIL,
        'post',
        '/inventory/files/preview',
        dns,
      );
      expect(body.found.map(({ tool }: { tool: string }) => tool)).toEqual([
        'api.openai.com',
        'bedrock-runtime.eu-west-1.amazonaws.com',
      ]);
      expect(body.skipped).toHaveLength(2);
    });

    it.each([
      ['another header', 'name,price\nOpenAI,1', 1],
      ['no line of data', 'vendor,amount_usd\n', 1],
      ['an amount in words', 'vendor,amount_usd\nOpenAI,1\nOpenAI,ten', 3],
      ['an unknown team', 'vendor,amount_usd,team\nOpenAI,1,pirates', 2],
      ['a line with too many cells', 'vendor,amount_usd\nOpenAI,1,2,3', 2],
      ['an open quote', 'vendor,amount_usd\n"OpenAI,1', 2],
    ])('takes nothing of a file with %s', async (_, content, line) => {
      const bad = file('invoice', content);
      const { body } = await bench.call(
        GIL,
        'post',
        '/inventory/files/preview',
        bad,
      );
      expect(body.problems).toEqual([
        { line, message: expect.stringMatching(/\w/) },
      ]);
      const imported = await bench.call(GIL, 'post', '/inventory/files', bad);
      expect(imported.status).toBe(400);
      expect(imported.body.error.message).toContain(`line ${line}:`);
      expect(await inventory()).toMatchObject({ items: [], runs: [] });
    });

    it('is for who manages the inventory', async () => {
      for (const [path, body] of [
        ['/inventory/runs/catalog', undefined],
        ['/inventory/files', file('dns', 'host\nopenai.com')],
        ['/inventory/files/preview', file('dns', 'host\nopenai.com')],
      ] as const) {
        expect((await bench.call(DORA, 'post', path, body)).status).toBe(403);
      }
    });
  });

  describe('a disposition', () => {
    it('ends, where the use is accepted, and has to be decided again then', async () => {
      const { id } = (await report(BEN)).body;
      const until = new Date(Date.now() + 30 * DAY_MS)
        .toISOString()
        .slice(0, 10);
      expect((await decide(id, { disposition: 'accept' })).status).toBe(400);
      expect(
        (await decide(id, { disposition: 'accept', until: '2020-01-01' }))
          .status,
      ).toBe(400);
      expect((await decide(id, { until })).status).toBe(400);
      const accepted = await decide(id, { disposition: 'accept', until });
      expect(accepted.body.isUndecided).toBe(false);

      bench.travel(31 * DAY_MS);
      const { body } = await bench.call(GIL, 'get', '/inbox');
      expect(body.items).toContainEqual(
        expect.objectContaining({
          kind: 'dispose-inventory',
          subject: 'ChatGPT',
        }),
      );
      expect((await inventory()).items[0].isUndecided).toBe(true);
    });

    it('gives a use its team and owner, by who manages the inventory', async () => {
      const { id } = (await report(DORA)).body;
      const path = `/inventory/items/${id}/disposition`;
      const choice = { disposition: 'migrate', reason: 'Through the gateway.' };
      expect((await bench.call(DORA, 'post', path, choice)).status).toBe(403);
      expect((await decide('none')).status).toBe(404);
      expect(
        (await decide(id, { ...choice, team: TUNNELS, owner: TOM })).body,
      ).toMatchObject({
        disposition: 'migrate',
        teamRef: TUNNELS,
        ownerRef: TOM,
        disposedBy: GIL,
      });
      expect((await decide(id, { team: ROCKETS })).status).toBe(400);
    });
  });

  describe('a declaration', () => {
    const complete = async () => {
      await bench.fillSeats();
      await none(ADA, ROCKETS);
      await none(TOM, TUNNELS);
      await scan();
    };

    it('of an empty list is refused, and says what is missing', async () => {
      await bench.fillSeats();
      const { status, body } = await declare();
      expect(status).toBe(409);
      expect(body.error.message).toContain('The rockets, The tunnels');
      expect(body.error.message).toContain('scan the catalog');
      expect((await inventory()).state.state).toBe('not-met');
    });

    it('of the catalog alone is refused while a team has not answered', async () => {
      await bench.fillSeats();
      component('drill').relations!.push({
        type: 'dependsOn',
        targetRef: SWIFT,
      });
      await scan();
      await decide((await inventory()).items[0].id);
      await none(ADA, ROCKETS);
      const { status, body } = await declare();
      expect(status).toBe(409);
      expect(body.error.message).toContain('not answered: The tunnels.');
    });

    it('of what people told alone is refused', async () => {
      await bench.fillSeats();
      await none(ADA, ROCKETS);
      await none(TOM, TUNNELS);
      expect((await declare()).status).toBe(409);
    });

    it('is refused while a use is undecided', async () => {
      await complete();
      const { id } = (await report(BEN, { team: ROCKETS })).body;
      expect((await declare()).body.error.message).toContain(
        'What happens with one use is not decided',
      );
      await decide(id);
      expect((await declare()).status).toBe(201);
    });

    it('is made by who holds a seat and manages the inventory', async () => {
      await complete();
      expect((await declare(GIL)).status).toBe(403);
      expect((await declare(DORA)).status).toBe(403);
      expect((await declare(SUE)).status).toBe(201);
    });

    it('is of the snapshot that was looked at, and outdated by any change', async () => {
      await complete();
      const { snapshotSha256 } = await inventory();
      expect((await declare(EVE, 'a'.repeat(64))).status).toBe(409);
      expect((await declare(EVE, snapshotSha256)).status).toBe(201);
      expect(await inventory()).toMatchObject({
        state: { state: 'met' },
        declaration: { isOutdated: false, sha256: snapshotSha256 },
      });

      await report(BEN, { dataSources: [BLUEPRINTS] });
      const changed = await inventory();
      expect(changed.state.state).toBe('stale');
      expect(changed.state.reasons[0]).toContain('has changed since');
      expect(changed.declaration?.isOutdated).toBe(true);
      expect((await declare(EVE, snapshotSha256)).status).toBe(409);
    });

    it('is outdated by a change that leaves nothing open, and renewed by declaring again', async () => {
      await complete();
      await declare();
      await none(BEN, ROCKETS);
      expect((await inventory()).obstacles).toEqual([]);
      expect((await inventory()).state).toMatchObject({
        state: 'stale',
        reasons: [expect.stringContaining('has changed since')],
      });
      expect((await declare()).status).toBe(201);
      expect((await inventory()).state.state).toBe('met');
    });

    it('is outdated by the end of an acceptance alone', async () => {
      await complete();
      const { id } = (await report(BEN, { team: ROCKETS })).body;
      await decide(id, {
        disposition: 'accept',
        until: new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10),
      });
      await declare();
      expect((await inventory()).state.state).toBe('met');
      bench.travel(4 * DAY_MS);
      expect(await inventory()).toMatchObject({
        state: {
          state: 'stale',
          reasons: [expect.stringContaining('not decided')],
        },
        declaration: { isOutdated: false },
      });
    });

    it('is refused where the catalog knows no team', async () => {
      await bench.fillSeats();
      await scan();
      for (const { kind, spec } of bench.entities) {
        if (kind === 'Group' && spec?.type === 'team') {
          spec.type = 'department';
        }
      }
      await bench.eventually(async () =>
        (await inventory()).obstacles.includes('The catalog knows no team.'),
      );
      expect((await declare()).status).toBe(409);
    });

    it('is outdated by a new team of the catalog', async () => {
      await complete();
      await declare();
      bench.entities.push({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'towers', namespace: 'default' },
        spec: { type: 'team', children: [] },
      });
      await bench.eventually(
        async () => (await inventory()).state.state === 'stale',
      );
      expect((await inventory()).declaration?.isOutdated).toBe(true);
    });
  });

  it('exports a table that runs no formula', async () => {
    await report(BEN, { tool: '=HYPERLINK("http://x")' });
    const { text, headers } = await bench.call(
      GIL,
      'get',
      '/inventory/items.csv',
    );
    expect(headers['content-type']).toContain('text/csv');
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  });
});
