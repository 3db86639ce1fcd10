import { TestDatabases } from '@backstage/backend-test-utils';
import {
  auditReadPermission,
  Exemption,
  exemptionDecidePermission,
  exemptionRequestPermission,
  InboxItem,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  BEN,
  DRILL,
  FAY,
  GIL,
  LEA,
  NEWT,
  ROCKETS,
  SAM,
  SWIFT,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60 * 1_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('exemptions (%s)', databaseId => {
  let bench: ControlPlaneBench;

  const wish = {
    rules: ['D1'],
    owner: ROCKETS,
    application: APOLLO,
    data: { tier: 'restricted', models: [SWIFT] },
    justification: 'Only Swift reads the handwriting of customers.',
    riskAssessment: 'Names of customers reach the provider for 30 days.',
    compensatingControl: 'Addresses are replaced before the prompt is made.',
    revocationCondition: 'The provider changes its terms on data.',
    endsInDays: 60,
  };

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [exemptionDecidePermission, auditReadPermission],
        [BEN]: [
          exemptionRequestPermission,
          exemptionDecidePermission,
          auditReadPermission,
        ],
        [TOM]: [exemptionDecidePermission, auditReadPermission],
      },
    });
    await bench.publish();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  const ask = async (as: string, change: object = {}) =>
    bench.call(as, 'post', '/exemptions', { ...wish, ...change });

  const say = async (
    as: string,
    seat: string,
    decision = 'approved',
    id = 'EX-1',
  ) =>
    bench.call(as, 'post', `/exemptions/${id}/decisions`, {
      seat,
      decision,
      reason: 'We looked at it together.',
    });

  const read = async (as = ADA): Promise<Exemption[]> =>
    (await bench.call(as, 'get', '/exemptions')).body.items;

  const inboxOf = async (as: string, kind: string): Promise<InboxItem[]> =>
    (await bench.call(as, 'get', '/inbox')).body.items.filter(
      (item: InboxItem) => item.kind === kind,
    );

  const actions = async () =>
    (await bench.knex('audit_entries').orderBy('seq'))
      .map(({ action }) => action)
      .filter((action: string) => action.startsWith('exemption.'));

  const approve = async () => {
    await ask(ADA);
    expect((await say(SAM, 'security')).status).toBe(201);
    expect((await say(LEA, 'legal')).status).toBe(201);
  };

  describe('POST /exemptions', () => {
    it('keeps the rules in the words that they have now', async () => {
      const { status, body } = await ask(ADA);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        id: 'EX-1',
        state: 'requested',
        aupVersion: '1.0',
        rules: [{ id: 'D1', statement: expect.stringContaining('personal') }],
        teamRef: ROCKETS,
        applicationRef: APOLLO,
        requestedBy: ADA,
        may: { decideAs: [], withdraw: true, revoke: false },
      });
      expect(Date.parse(body.endsAt) - Date.parse(body.requestedAt)).toBe(
        60 * DAY_MS,
      );
      expect(await actions()).toEqual(['exemption.request']);
    });

    const wrong: Array<[string, object, RegExp]> = [
      ['an exemption without an end', { endsInDays: undefined }, /endsInDays/],
      ['one that never ends', { endsInDays: 91 }, /90 days at the latest/],
      ['one that has ended', { endsInDays: 0 }, /endsInDays/],
      ['no rule', { rules: [] }, /rules/],
      ['a rule that the policy does not have', { rules: ['D9'] }, /'D9'/],
      ['data without a rule on data', { rules: ['H1'] }, /data handling/],
      ['no compensating control', { compensatingControl: ' ' }, /compensating/],
      [
        'no model',
        { data: { tier: 'restricted', models: [] } },
        /data\.models/,
      ],
      [
        'an unknown model',
        { data: { tier: 'restricted', models: ['aimodel:default/none'] } },
        /no model 'aimodel:default\/none'/,
      ],
      [
        'a tier that may leave anyway',
        { data: { tier: 'internal', models: [SWIFT] } },
        /without an exemption/,
      ],
      [
        'an application of another team',
        { application: DRILL },
        /no application/,
      ],
      ['a key of nobody', { keyId: 'none' }, /'none' is no key/],
      ['no team', { owner: 'group:default/engineering' }, /no team/],
    ];

    it.each(wrong)('refuses %s', async (_, change, message) => {
      const { status, body } = await ask(ADA, change);
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
      expect(await read()).toEqual([]);
    });

    it('refuses who is no member, no person, or may not ask', async () => {
      expect((await ask(TOM)).status).toBe(403);
      expect((await ask(NEWT)).status).toBe(403);
      expect((await ask(BEN)).status).toBe(403);
      expect(await bench.knex('exemptions')).toEqual([]);
    });

    it('lets rules that people enforce be exempted without any data', async () => {
      const { body } = await ask(ADA, { rules: ['H1'], data: undefined });
      expect(body).toMatchObject({ state: 'requested', rules: [{ id: 'H1' }] });
      expect(body.data).toBeUndefined();
    });
  });

  describe('POST /exemptions/{id}/decisions', () => {
    it('needs the consent of both seats', async () => {
      await ask(ADA);
      expect((await say(SAM, 'security')).body.state).toBe('requested');
      expect((await say(LEA, 'legal')).body).toMatchObject({
        state: 'approved',
        consents: [
          { seat: 'security', decision: 'approved', decidedBy: SAM },
          { seat: 'legal', decision: 'approved', decidedBy: LEA },
        ],
      });
      expect(await actions()).toEqual([
        'exemption.request',
        'exemption.decide',
        'exemption.decide',
      ]);
    });

    it('is refused by either seat, for good', async () => {
      await ask(ADA);
      expect((await say(LEA, 'legal', 'refused')).body).toMatchObject({
        state: 'refused',
        ended: { by: LEA, reason: 'We looked at it together.' },
      });
      expect((await say(SAM, 'security')).status).toBe(409);
      expect((await read())[0].state).toBe('refused');
    });

    it('takes no consent from who requested it', async () => {
      await bench.knex('seats').where('seat', 'security').update({
        user_ref: ADA,
      });
      await bench.stop();
      bench = await ControlPlaneBench.create(bench.knex);
      await ask(ADA);
      const { status, body } = await say(ADA, 'security');
      expect(status).toBe(403);
      expect(body.error.message).toMatch(/somebody else/);
    });

    it('takes no two consents from one person, whichever seats they hold', async () => {
      await ask(ADA);
      await bench.knex('seats').where('seat', 'legal').update({
        user_ref: SAM,
      });
      expect((await say(SAM, 'security')).status).toBe(201);
      const { status, body } = await say(SAM, 'legal');
      expect(status).toBe(403);
      expect(body.error.message).toMatch(/second person/);
      expect((await read())[0].state).toBe('requested');
    });

    it('takes no second word from a seat', async () => {
      await ask(ADA);
      await say(SAM, 'security');
      expect((await say(SAM, 'security', 'refused')).status).toBe(409);
      expect((await read())[0].state).toBe('requested');
    });

    it('refuses who holds another seat, who holds none, and guests', async () => {
      await ask(ADA);
      const answers = [
        await say(FAY, 'security'),
        await say(LEA, 'security'),
        await say(GIL, 'legal'),
        await say(NEWT, 'legal'),
        await say(BEN, 'legal'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([
        403, 403, 403, 403, 403,
      ]);
      expect((await read())[0].consents).toEqual([]);
    });

    it('approves nothing whose end has come', async () => {
      await ask(ADA);
      await say(SAM, 'security');
      bench.travel(60 * DAY_MS + 1_000);
      expect((await read())[0].state).toBe('expired');
      expect((await say(LEA, 'legal')).status).toBe(409);
    });

    it('knows no exemption that nobody requested', async () => {
      expect((await say(SAM, 'security')).status).toBe(404);
    });
  });

  describe('the ways to an end', () => {
    const end = (as: string, way: 'withdrawal' | 'revocation') =>
      bench.call(as, 'post', `/exemptions/EX-1/${way}`, {
        reason: 'It is not needed any more.',
      });

    it('is withdrawn by who requested it, while it waits', async () => {
      await ask(ADA);
      expect((await end(GIL, 'withdrawal')).status).toBe(403);
      expect((await end(ADA, 'withdrawal')).body.state).toBe('withdrawn');
      expect((await end(ADA, 'withdrawal')).status).toBe(409);
      expect((await say(SAM, 'security')).status).toBe(409);
    });

    it('is revoked by either seat, with a reason that stays', async () => {
      await approve();
      expect((await end(ADA, 'withdrawal')).status).toBe(409);
      expect((await end(FAY, 'revocation')).status).toBe(403);
      expect((await end(TOM, 'revocation')).status).toBe(403);
      expect((await end(LEA, 'revocation')).body).toMatchObject({
        state: 'revoked',
        ended: { by: LEA, reason: 'It is not needed any more.' },
        may: { revoke: false },
      });
      expect((await end(SAM, 'revocation')).status).toBe(409);
    });

    it('expires by the clock, with no job', async () => {
      await approve();
      bench.travel(60 * DAY_MS - 10_000);
      expect((await read())[0].state).toBe('approved');
      bench.travel(20_000);
      expect((await read())[0].state).toBe('expired');
    });
  });

  describe('GET /exemptions', () => {
    it("shows a member their teams' and the seats all of them", async () => {
      await ask(ADA);
      await ask(TOM, { owner: TUNNELS, application: undefined });
      const ids = async (as: string) => (await read(as)).map(({ id }) => id);
      expect(await ids(ADA)).toEqual(['EX-1']);
      expect(await ids(BEN)).toEqual(['EX-1']);
      expect(await ids(TOM)).toEqual(['EX-2']);
      expect(await ids(LEA)).toEqual(['EX-2', 'EX-1']);
      expect((await read(LEA))[1].may.decideAs).toEqual(['legal']);
      expect((await read(FAY))[1].may.decideAs).toEqual([]);
    });
  });

  describe('notices', () => {
    const HOUR_MS = 60 * 60 * 1_000;

    /** Runs the job and answers whom the outbox told what since the last time. */
    const told = async () => {
      const before = bench.notifications.length;
      await bench.runJob('exemptions.notify');
      await bench.runJob('outbox.deliver');
      return bench.notifications
        .slice(before)
        .filter(({ payload }) => payload.title.includes('ends within'))
        .map(({ payload, recipients }) => [
          payload.title,
          recipients.type === 'entity' && recipients.entityRef,
        ]);
    };

    const title = (words: string) => `Exemption EX-1 ends within ${words}`;

    it('go to requester and lead 30, 7 and 1 days before the end, once each', async () => {
      await bench.fillSeats();
      await approve();
      await bench.knex('exemptions').update({ requested_by: BEN });
      expect(await told()).toEqual([]);

      bench.travel(30 * DAY_MS + HOUR_MS);
      expect(await told()).toEqual([[title('30 days'), [BEN, ADA]]]);
      expect(await told()).toEqual([]);

      bench.travel(23 * DAY_MS);
      expect(await told()).toEqual([[title('7 days'), [BEN, ADA]]]);
      bench.travel(6 * DAY_MS);
      expect(await told()).toEqual([[title('a day'), [BEN, ADA]]]);
      bench.travel(DAY_MS);
      expect(await told()).toEqual([]);
    });

    it('leave once after a standstill, with the nearest end', async () => {
      await approve();
      bench.travel(54 * DAY_MS);
      expect(await told()).toEqual([[title('7 days'), [ADA]]]);
      expect(await told()).toEqual([]);
    });

    it('skip what was nearer than the approval, and what is revoked', async () => {
      await ask(ADA, { endsInDays: 5 });
      await say(SAM, 'security');
      await say(LEA, 'legal');
      expect(await told()).toEqual([]);
      bench.travel(4 * DAY_MS + HOUR_MS);
      await bench.call(SAM, 'post', '/exemptions/EX-1/revocation', {
        reason: 'Its terms have changed.',
      });
      expect(await told()).toEqual([]);
    });

    it('tell the seats of a request, and who requested it of what became of it', async () => {
      await approve();
      await bench.runJob('outbox.deliver');
      const titles = (ref: string) =>
        bench.notifications
          .filter(
            ({ recipients }) =>
              recipients.type === 'entity' &&
              [recipients.entityRef].flat().includes(ref),
          )
          .map(({ payload }) => payload.title)
          .filter(text => text.startsWith('Exemption'));
      expect(titles(SAM)).toEqual(['Exemption EX-1 waits for your decision']);
      expect(titles(ADA)).toEqual(['Exemption EX-1 is approved']);
    });
  });

  describe('GET /inbox', () => {
    it('holds what a seat has to decide until it has', async () => {
      await ask(ADA);
      const decide = 'decide-exemption';
      expect(await inboxOf(SAM, decide)).toMatchObject([
        { subject: 'EX-1', requestedBy: ADA, path: '/governance/exemptions' },
      ]);
      expect(await inboxOf(FAY, decide)).toEqual([]);
      expect(await inboxOf(ADA, decide)).toEqual([]);
      await say(SAM, 'security');
      expect(await inboxOf(SAM, decide)).toEqual([]);
      expect(await inboxOf(LEA, decide)).toHaveLength(1);
    });

    it('holds what ends soon, for requester and lead', async () => {
      await approve();
      expect(await inboxOf(ADA, 'exemption-ends')).toEqual([]);
      bench.travel(31 * DAY_MS);
      expect(await inboxOf(ADA, 'exemption-ends')).toMatchObject([
        { subject: 'EX-1', due: expect.any(String) },
      ]);
      expect(await inboxOf(TOM, 'exemption-ends')).toEqual([]);
    });
  });

  it('does not count an exemption of demo origin outside of a demo', async () => {
    await approve();
    await bench.knex('exemptions').update({ origin: 'demo' });
    expect(await read(LEA)).toEqual([]);
  });
});
