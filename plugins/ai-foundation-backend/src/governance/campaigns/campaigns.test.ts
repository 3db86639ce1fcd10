import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  Campaign,
  campaignManagePermission,
  CampaignRecipient,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { createHash } from 'node:crypto';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  DORA,
  ENGINEERING,
  EVE,
  exampleConfig,
  FAY,
  GIL,
  LEA,
  NEWT,
  ROCKETS,
  SAM,
  SUE,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';
import { canonicalJson } from '../../kernel/canonicalJson';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const EVERYBODY = [ADA, BEN, DORA, EVE, FAY, GIL, LEA, SAM, SUE, TOM];
const DAY_MS = 24 * 60 * 60 * 1_000;
/** A Monday, ten o'clock in Berlin. */
const MONDAY = '2026-11-23T09:00:00.000Z';

describe.each(databases.eachSupportedId())('campaigns (%s)', databaseId => {
  let bench: ControlPlaneBench;

  const start = async (audience?: string[]) =>
    ControlPlaneBench.create(await databases.init(databaseId), {
      denials: { [ADA]: [campaignManagePermission] },
      config: {
        ...exampleConfig,
        aiFoundation: { ...exampleConfig.aiFoundation, aup: { audience } },
      },
    });

  const goTo = (instant: string) =>
    bench.travel(Date.parse(instant) - Date.now());

  beforeEach(async () => {
    bench = await start();
    goTo(MONDAY);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  const campaignOf = async (version: string): Promise<Campaign> =>
    (await bench.call(GIL, 'get', `/campaigns/${version}`)).body;

  const recipientsOf = async (
    version: string,
    query = '',
  ): Promise<CampaignRecipient[]> =>
    (
      await bench.call(
        GIL,
        'get',
        `/campaigns/${version}/recipients?limit=200${query}`,
      )
    ).body.items;

  const recipient = async (version: string, userRef: string) =>
    (await recipientsOf(version)).find(person => person.userRef === userRef);

  const run = async () => {
    await bench.runJob('campaigns.run');
    await bench.runJob('outbox.deliver');
  };

  /** Titles of what was sent to a person about the policy, since last asked. */
  const told = (userRef: string, about = /polic|key/): string[] =>
    bench.notifications
      .filter(({ recipients }) =>
        (recipients as { entityRef: string[] }).entityRef.includes(userRef),
      )
      .map(({ payload }) => payload.title)
      .filter(title => about.test(title));

  const forget = () => bench.notifications.splice(0);

  const group = (name: string): Entity =>
    bench.entities.find(
      ({ kind, metadata }) => kind === 'Group' && metadata.name === name,
    )!;

  const leave = (name: string, userRef: string) => {
    group(name).relations = group(name).relations!.filter(
      ({ targetRef }) => targetRef !== userRef,
    );
  };

  const join = (name: string, userRef: string) => {
    group(name).relations!.push({ type: 'hasMember', targetRef: userRef });
  };

  const catalogIsSeen = () =>
    new Promise(resolve => setTimeout(resolve, 2_000));

  describe('at a publication', () => {
    it('asks everybody of the named groups and of all below, each once', async () => {
      join('engineering', ADA);
      await catalogIsSeen();
      await bench.publish();

      const people = await recipientsOf('1.0');
      expect(people.map(({ userRef }) => userRef).sort()).toEqual(EVERYBODY);
      expect(people.find(({ userRef }) => userRef === ADA)).toMatchObject({
        name: 'Ada',
        groupRef: ROCKETS,
        state: 'pending',
        joined: false,
      });
      expect(await campaignOf('1.0')).toMatchObject({
        asks: 'acknowledge',
        openedAt: expect.stringContaining('2026-11-23T09:00'),
        dueAt: expect.stringContaining('2026-12-07T09:00'),
        audience: { people: EVERYBODY.length },
      });
    });

    it('keeps the audience as a snapshot that its hash is of', async () => {
      await bench.publish();
      leave('rockets', BEN);
      await catalogIsSeen();
      await run();

      const { body } = await bench.call(
        GIL,
        'get',
        '/campaigns/1.0/export.json',
      );
      const snapshot = body.recipients
        .filter(({ joined }: CampaignRecipient) => !joined)
        .map(({ groupRef, name, userRef }: CampaignRecipient) => ({
          groupRef,
          name,
          userRef,
        }))
        .sort((a: CampaignRecipient, b: CampaignRecipient) =>
          a.userRef < b.userRef ? -1 : 1,
        );
      expect(snapshot).toHaveLength(EVERYBODY.length);
      expect(body.audience.sha256).toBe(
        createHash('sha256').update(canonicalJson(snapshot)).digest('hex'),
      );
    });

    it.each([
      [['group:default/nowhere'], 'which the catalog does not have'],
      [[ENGINEERING, 'group:default/hollow'], 'has members'],
    ])('refuses to reach nobody: %s', async (audience, message) => {
      await bench.stop();
      bench = await start(audience);
      bench.entities.push({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'hollow', namespace: 'default' },
        spec: { type: 'team', children: [] },
        relations: [{ type: 'hasMember', targetRef: NEWT }],
      });
      await catalogIsSeen();
      await expect(bench.publish()).rejects.toThrow(message);
      expect(await bench.knex('aup_versions')).toEqual([]);
      expect(await bench.knex('campaigns')).toEqual([]);
    });

    it('reaches the configured groups rather than those of the policy', async () => {
      await bench.stop();
      bench = await start([TUNNELS]);
      await bench.publish();
      expect(await recipientsOf('1.0')).toMatchObject([{ userRef: TOM }]);
      expect(await campaignOf('1.0')).toMatchObject({
        audience: { groups: [TUNNELS] },
      });
    });

    it('counts nobody as reached before a notification was delivered', async () => {
      await bench.publish();
      const before = await campaignOf('1.0');
      expect(before.progress).toMatchObject({ people: 10, sent: 0, seen: 0 });

      await bench.runJob('outbox.deliver');
      const after = await campaignOf('1.0');
      expect(after.progress.sent).toBe(10);
      expect(told(ADA)).toEqual([
        'Acknowledge version 1.0 of the acceptable use policy',
      ]);
    });

    it('only informs of a minor version who has agreed to its major one', async () => {
      await bench.publish('1.0');
      await bench.acknowledge(ADA);
      await run();
      forget();
      await bench.publish('1.1');
      await run();

      expect((await campaignOf('1.1')).asks).toBe('inform');
      expect(told(ADA)).toEqual([
        'Version 1.1 of the acceptable use policy is in force',
      ]);
      expect(told(BEN)).toEqual([
        'Acknowledge version 1.1 of the acceptable use policy',
      ]);
      expect(await recipient('1.1', ADA)).toMatchObject({ state: 'outdated' });
      expect(await recipient('1.0', ADA)).toMatchObject({
        state: 'acknowledged',
      });
      // So that it takes the place of the notification that Ben has already.
      expect(
        bench.notifications.find(
          ({ payload }) => payload.title === told(BEN)[0],
        )?.payload.scope,
      ).toBe('policy');
    });

    it('closes the campaign of the major version before it', async () => {
      await bench.publish('1.0');
      await bench.acknowledge(ADA);
      await bench.publish('2.0');
      expect((await campaignOf('1.0')).closedAt).toBeDefined();
      bench.travel(100 * DAY_MS);
      expect(await recipient('1.0', BEN)).toMatchObject({ state: 'pending' });
      expect(await recipient('1.0', ADA)).toMatchObject({
        state: 'acknowledged',
      });
      expect(await recipient('2.0', ADA)).toMatchObject({ state: 'overdue' });
    });
  });

  describe('per person', () => {
    it('says when a person opened the version first', async () => {
      await bench.publish();
      await bench.call(ADA, 'get', '/aup/current');
      const first = await recipient('1.0', ADA);
      bench.travel(DAY_MS);
      await bench.call(ADA, 'get', '/aup/versions/1.0');

      expect(first?.seenAt).toBeDefined();
      expect((await recipient('1.0', ADA))?.seenAt).toBe(first?.seenAt);
      expect((await recipient('1.0', BEN))?.seenAt).toBeUndefined();
    });

    it('takes a refusal with its reason, until the person acknowledges', async () => {
      const sha256 = await bench.publish();
      const path = '/aup/versions/1.0/declines';
      const reason = 'Rule H1 cannot be kept at night.';
      const declined = await bench.call(BEN, 'post', path, { sha256, reason });

      expect(declined.status).toBe(201);
      expect(declined.body).toMatchObject({
        state: 'declined',
        declined: { reason },
      });
      expect(await recipient('1.0', BEN)).toMatchObject({ state: 'declined' });
      bench.travel(4 * DAY_MS);
      await run();
      expect(told(BEN, /Reminder/)).toEqual([]);

      await bench.acknowledge(BEN);
      expect(await recipient('1.0', BEN)).toMatchObject({
        state: 'acknowledged',
      });
      const again = await bench.call(BEN, 'post', path, { sha256, reason });
      expect(again.status).toBe(409);
      const asNewt = await bench.call(NEWT, 'post', path, { sha256, reason });
      expect(asNewt.status).toBe(403);
    });

    it('exempts somebody else until a date, with a reason', async () => {
      await bench.publish();
      const until = new Date(Date.now() + 30 * DAY_MS).toISOString();
      const reason = 'On parental leave.';
      const exempt = (as: string, body: object) =>
        bench.call(as, 'post', '/campaigns/1.0/exemptions', body);

      const answers = await Promise.all([
        exempt(GIL, { userRef: GIL, until, reason }),
        exempt(ADA, { userRef: BEN, until, reason }),
        exempt(GIL, { userRef: BEN, reason }),
        exempt(GIL, { userRef: BEN, until }),
        exempt(GIL, { userRef: BEN, until: MONDAY, reason }),
        exempt(GIL, { userRef: NEWT, until, reason }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([
        403, 403, 400, 400, 400, 404,
      ]);

      const granted = await exempt(GIL, { userRef: BEN, until, reason });
      expect(granted.body).toMatchObject({
        state: 'exempt',
        exempt: { until, reason, grantedBy: GIL },
      });
      bench.travel(31 * DAY_MS);
      expect(await recipient('1.0', BEN)).toMatchObject({ state: 'overdue' });
    });

    it('is in the inbox of who owes an acknowledgement', async () => {
      await bench.publish();
      const waiting = async (as: string) =>
        (await bench.call(as, 'get', '/inbox')).body.items.filter(
          ({ kind }: { kind: string }) => kind === 'acknowledge-policy',
        );
      expect(await waiting(ADA)).toMatchObject([
        { subject: '1.0', due: expect.stringContaining('2026-12-07') },
      ]);
      await bench.acknowledge(ADA);
      expect(await waiting(ADA)).toEqual([]);
      expect(await waiting(NEWT)).toEqual([]);
    });
  });

  describe('the job', () => {
    it('reminds at growing intervals, then once when it is overdue, then stops', async () => {
      await bench.publish();
      await bench.acknowledge(ADA);
      await run();
      forget();
      const reminded: Array<[string, string[]]> = [];
      for (let day = 1; day <= 40; day++) {
        goTo(
          new Date(Date.parse(MONDAY) + (day + 0.05) * DAY_MS).toISOString(),
        );
        await run();
        await run();
        if (told(TOM).length > 0) {
          reminded.push([
            new Date(Date.now()).toISOString().slice(0, 10),
            told(TOM),
          ]);
        }
        expect(told(ADA, /Reminder|Overdue: /)).toEqual([]);
        forget();
      }
      const reminder =
        'Reminder: acknowledge version 1.0 of the acceptable use policy';
      expect(reminded).toEqual([
        ['2026-11-26', [reminder]],
        ['2026-11-30', [reminder]],
        // The twelfth day is a Saturday's, and waits until Monday.
        [
          '2026-12-07',
          ['Overdue: acknowledge version 1.0 of the acceptable use policy'],
        ],
      ]);
      expect(await recipient('1.0', TOM)).toMatchObject({ reminders: 3 });
    });

    it('sends nothing at a weekend, by the clock of the organisation', async () => {
      await bench.publish();
      await run();
      forget();
      // Still Sunday in UTC, and Monday in Berlin, a minute later.
      goTo('2026-11-29T22:59:00.000Z');
      await run();
      expect(bench.notifications).toEqual([]);
      goTo('2026-11-29T23:01:00.000Z');
      await run();
      expect(told(TOM)).toHaveLength(1);
    });

    it('sends nothing twice where two replicas run at once', async () => {
      await bench.publish();
      await run();
      forget();
      bench.travel(3 * DAY_MS);
      await Promise.all([
        bench.runJob('campaigns.run'),
        bench.runJob('campaigns.run'),
      ]);
      await bench.runJob('outbox.deliver');
      expect(told(TOM)).toHaveLength(1);
    });

    it("tells each lead once, naming who is overdue, or the parent's lead", async () => {
      const engineering = group('engineering');
      engineering.metadata.annotations = { 'ai-foundation.dev/lead': DORA };
      await catalogIsSeen();
      await bench.publish();
      await bench.acknowledge(DORA);
      await run();
      forget();
      goTo('2026-12-07T09:30:00.000Z');
      await run();
      await run();

      const told1 = (userRef: string) =>
        bench.notifications.filter(
          ({ recipients, payload }) =>
            payload.scope === 'policy-escalation:1.0' &&
            (recipients as { entityRef: string[] }).entityRef.includes(userRef),
        );
      // Ben's lead is Ada, Ada's own lead is the one of the department.
      expect(told1(ADA)).toHaveLength(1);
      expect(told1(ADA)[0].payload.title).toContain('Ben');
      expect(told1(DORA)).toHaveLength(1);
      expect(told1(DORA)[0].payload.description).toContain('Ada, Tom');
      // Governance has no lead, so that who published it hears of it.
      expect(told1(GIL)[0].payload.description).toContain('Lea');
    });

    it('asks who joins, and keeps who leaves as history', async () => {
      await bench.publish();
      await run();
      forget();
      bench.entities.push({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'newt', namespace: 'default' },
        spec: { profile: { displayName: 'Newt' } },
      });
      join('tunnels', NEWT);
      leave('rockets', BEN);
      await catalogIsSeen();
      await run();
      await run();

      expect(told(NEWT)).toEqual([
        'Acknowledge version 1.0 of the acceptable use policy',
      ]);
      expect(await recipient('1.0', NEWT)).toMatchObject({
        joined: true,
        groupRef: TUNNELS,
        sentAt: expect.any(String),
      });
      expect((await recipient('1.0', BEN))?.leftAt).toBeDefined();
      const { progress, audience } = await campaignOf('1.0');
      expect(progress).toMatchObject({ people: 10, left: 1 });
      expect(audience.people).toBe(10);
      expect(await recipientsOf('1.0', '&state=left')).toMatchObject([
        { userRef: BEN },
      ]);
      bench.travel(3 * DAY_MS);
      await run();
      expect(told(BEN, /Reminder/)).toEqual([]);

      join('rockets', BEN);
      await catalogIsSeen();
      await run();
      expect((await recipient('1.0', BEN))?.leftAt).toBeUndefined();
    });
  });

  describe('PUT /campaigns/{version}/due', () => {
    const setDue = (as: string, dueAt: string) =>
      bench.call(as, 'put', '/campaigns/1.0/due', {
        dueAt,
        reason: 'The holidays.',
      });

    it('moves the day within half a year, and records why', async () => {
      await bench.publish();
      const dueAt = '2026-12-20T12:00:00.000Z';
      const answers = [
        await setDue(ADA, dueAt),
        await setDue(GIL, '2026-11-01T12:00:00.000Z'),
        await setDue(GIL, '2027-11-01T12:00:00.000Z'),
        await setDue(GIL, dueAt),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 400, 400, 200]);
      expect(answers[3].body.dueAt).toBe(dueAt);
      const [entry] = await bench
        .knex('audit_entries')
        .where('action', 'campaign.due');
      expect(JSON.parse(entry.details)).toMatchObject({
        after: dueAt,
        reason: 'The holidays.',
      });
    });
  });

  describe('exports', () => {
    it('are a row each person, for who steers circulation', async () => {
      await bench.publish();
      await bench.acknowledge(TOM);
      const csv = await bench.call(GIL, 'get', '/campaigns/1.0/export.csv');
      const lines = csv.text.trim().split('\n');
      expect(lines).toHaveLength(1 + EVERYBODY.length);
      expect(lines.find(line => line.includes(TOM))).toMatch(
        /acknowledged,.*,[0-9a-f]{64},0/,
      );
      const { audience } = await campaignOf('1.0');
      expect(lines[1]).toContain(audience.sha256);
      for (const file of ['export.csv', 'export.json']) {
        const path = `/campaigns/1.0/${file}`;
        expect((await bench.call(ADA, 'get', path)).status).toBe(403);
      }
    });
  });

  it('reaches some hundred people of nested groups, all of them, page by page', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `p${index}`);
    bench.entities.push(
      ...names.map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name, namespace: 'default' },
        spec: { profile: { displayName: `Person ${name}` } },
      })),
      // Thirty groups, each below the one before, ten people each.
      ...Array.from({ length: 30 }, (_, depth) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: `g${depth}`, namespace: 'default' },
        spec: { type: 'team', children: [] },
        relations: [
          {
            type: 'childOf',
            targetRef: depth ? `group:default/g${depth - 1}` : ENGINEERING,
          },
          ...names.slice(depth * 10, depth * 10 + 10).map(name => ({
            type: 'hasMember',
            targetRef: `user:default/${name}`,
          })),
        ],
      })),
    );
    await catalogIsSeen();
    await bench.publish();
    await bench.runJob('outbox.deliver');
    expect((await campaignOf('1.0')).progress).toMatchObject({
      people: 310,
      sent: 310,
    });

    const found = new Set<string>();
    let cursor = '';
    do {
      const { body } = await bench.call(
        GIL,
        'get',
        `/campaigns/1.0/recipients?limit=100${cursor && `&cursor=${cursor}`}`,
      );
      body.items.forEach(({ userRef }: CampaignRecipient) =>
        found.add(userRef),
      );
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(found.size).toBe(310);
  });
});
