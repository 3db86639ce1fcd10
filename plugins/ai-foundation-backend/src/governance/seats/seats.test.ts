import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  Charter,
  RequirementState,
  seatManagePermission,
  Seats,
  SeatTerm,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  DORA,
  EVE,
  FAY,
  GIL,
  GOVERNANCE,
  LEA,
  NEWT,
  SAM,
  SUE,
  SWIFT,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 24 * 60 * 60 * 1_000;

const inDays = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString();

const sponsorship = {
  seat: 'sponsor',
  user: SUE,
  title: 'Chief operating officer',
  mandate: 'Decides what generative AI is used for, and frees the people.',
};

const charterText = {
  text: 'The working group decides about models, tiers and exemptions.',
  quorum: 3,
  everyFunction: false,
  cadenceDays: 31,
};

describe.each(databases.eachSupportedId())('seats (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: { [ADA]: [seatManagePermission], [LEA]: [seatManagePermission] },
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  const appoint = async (seat: string, user: string, as = GIL) =>
    bench.call(as, 'post', '/seats/terms', { seat, user });

  const seated = async (seat: string, user: string): Promise<SeatTerm> => {
    const { body } = await appoint(seat, user);
    return (
      await bench.call(user, 'post', `/seats/terms/${body.id}/acceptance`)
    ).body;
  };

  const seats = async (): Promise<Seats> =>
    (await bench.call(ADA, 'get', '/seats')).body;

  const stateOf = async (id: string): Promise<RequirementState> =>
    (await seats()).states.find(state => state.id === id)!;

  const propose = async (changes = {}): Promise<Charter> =>
    (
      await bench.call(GIL, 'post', '/working-group/charters', {
        ...charterText,
        ...changes,
      })
    ).body;

  const meet = async (attendees: string[], changes = {}, as = EVE) =>
    bench.call(as, 'post', '/working-group/meetings', {
      heldAt: new Date(Date.now()).toISOString(),
      attendees,
      agenda: 'Models of the next quarter',
      minutes: 'We looked at the models, and agreed on two of them.',
      decisions: ['Swift is approved.'],
      ...changes,
    });

  const hidden = (name: string) => {
    const index = bench.entities.findIndex(
      ({ metadata }) => metadata.name === name,
    );
    bench.entities.splice(index, 1);
  };

  describe('a term', () => {
    it('begins when its person accepts, and asks them by a notification', async () => {
      const { body } = await appoint('legal', LEA);
      expect(body).toMatchObject({ state: 'asked', userName: 'Lea' });
      await bench.runJob('outbox.deliver');
      expect(bench.notifications[0].recipients).toEqual({
        type: 'entity',
        entityRef: [LEA],
      });
      const { body: inbox } = await bench.call(LEA, 'get', '/inbox');
      expect(inbox.items).toContainEqual(
        expect.objectContaining({ kind: 'accept-seat', subject: 'legal' }),
      );

      const accepted = await bench.call(
        LEA,
        'post',
        `/seats/terms/${body.id}/acceptance`,
      );
      expect(accepted.body.state).toBe('held');
      expect(
        await bench.knex('audit_entries').orderBy('seq').pluck('action'),
      ).toEqual(['seat.appoint', 'seat.accept']);
    });

    it('is accepted by nobody else, whatever they may do, and by no service', async () => {
      const { body } = await appoint('legal', LEA);
      const path = `/seats/terms/${body.id}/acceptance`;
      expect((await bench.call(GIL, 'post', path)).status).toBe(403);
      expect(
        (await bench.callWith(mockCredentials.service.header(), 'post', path))
          .status,
      ).toBe(403);
      expect((await seats()).terms[0].state).toBe('asked');
    });

    it('needs the permission, another person, and one of the catalog', async () => {
      expect((await appoint('legal', LEA, ADA)).status).toBe(403);
      expect((await appoint('legal', LEA, NEWT)).status).toBe(403);
      expect((await appoint('legal', GIL)).status).toBe(400);
      expect((await appoint('legal', NEWT)).status).toBe(404);
      expect((await appoint('legal', GOVERNANCE)).status).toBe(404);
    });

    it('refuses one person in four seats', async () => {
      await seated('legal', LEA);
      for (const seat of ['engineering', 'security', 'finance', 'legal']) {
        const { status, body } = await appoint(seat, LEA);
        expect(status).toBe(409);
        expect(body.error.message).toContain('Lea has the legal seat already');
      }
      const sponsor = { ...sponsorship, user: LEA, reviewBy: inDays(90) };
      expect(
        (await bench.call(GIL, 'post', '/seats/terms', sponsor)).status,
      ).toBe(409);
      expect(await stateOf('working-group-members')).toMatchObject({
        state: 'not-met',
        inputs: { legal: [LEA], engineering: [], security: [], finance: [] },
      });
    });

    it('lets one function have several members', async () => {
      await seated('engineering', EVE);
      expect((await seated('engineering', DORA)).state).toBe('held');
    });

    it('is declined or ended with a reason, and stays in the history', async () => {
      const { body: asked } = await appoint('legal', LEA);
      const declined = await bench.call(
        LEA,
        'post',
        `/seats/terms/${asked.id}/end`,
        { reason: 'I leave for a year.' },
      );
      expect(declined.body.state).toBe('declined');

      const held = await seated('legal', FAY);
      const end = { reason: 'She moves to finance.' };
      const path = `/seats/terms/${held.id}/end`;
      expect((await bench.call(LEA, 'post', path, end)).status).toBe(403);
      expect((await bench.call(GIL, 'post', path, end)).body).toMatchObject({
        state: 'ended',
        endedBy: GIL,
        endReason: end.reason,
      });
      expect((await bench.call(GIL, 'post', path, end)).status).toBe(409);
      expect(
        (await bench.call(LEA, 'post', `/seats/terms/${asked.id}/acceptance`))
          .status,
      ).toBe(409);
      expect((await seats()).terms.map(({ state }) => state)).toEqual([
        'declined',
        'ended',
      ]);
      expect((await appoint('finance', FAY)).status).toBe(201);
    });
  });

  describe('the sponsor', () => {
    const appointSponsor = async (changes = {}) =>
      bench.call(GIL, 'post', '/seats/terms', {
        ...sponsorship,
        reviewBy: inDays(180),
        ...changes,
      });

    const accepted = async () => {
      const { body } = await appointSponsor();
      await bench.call(SUE, 'post', `/seats/terms/${body.id}/acceptance`);
    };

    it.each([
      ['no mandate', { mandate: undefined }],
      ['no day of review', { reviewBy: undefined }],
      ['a review in the past', { reviewBy: inDays(-1) }],
      ['a review after more than a year', { reviewBy: inDays(400) }],
    ])('is not appointed with %s', async (_, changes) => {
      expect((await appointSponsor(changes)).status).toBe(400);
    });

    it('is one, and counts once they accepted', async () => {
      expect((await stateOf('sponsor')).state).toBe('not-met');
      const { body } = await appointSponsor();
      expect((await appointSponsor({ user: DORA })).status).toBe(409);
      expect(await stateOf('sponsor')).toMatchObject({
        state: 'not-met',
        reasons: ['Sue is asked to be the sponsor and has not accepted yet.'],
      });
      await bench.call(SUE, 'post', `/seats/terms/${body.id}/acceptance`);
      expect((await stateOf('sponsor')).state).toBe('met');
    });

    it('goes stale after a quarter without engagement, and is asked before', async () => {
      await accepted();
      bench.travel(80 * DAY_MS);
      const { body } = await bench.call(SUE, 'get', '/inbox');
      expect(body.items).toContainEqual(
        expect.objectContaining({ kind: 'engage-as-sponsor' }),
      );

      jest.restoreAllMocks();
      bench.travel(93 * DAY_MS);
      expect((await stateOf('sponsor')).state).toBe('stale');

      const note = { note: 'Reviewed the ceilings; raised that of support.' };
      const path = '/seats/sponsor/engagements';
      expect((await bench.call(GIL, 'post', path, note)).status).toBe(403);
      expect((await bench.call(SUE, 'post', path, note)).status).toBe(201);
      expect((await stateOf('sponsor')).state).toBe('met');
    });

    it('goes stale when the mandate was to be reviewed, and when they leave', async () => {
      const { body } = await appointSponsor({ reviewBy: inDays(20) });
      await bench.call(SUE, 'post', `/seats/terms/${body.id}/acceptance`);
      bench.travel(21 * DAY_MS);
      expect((await stateOf('sponsor')).reasons[0]).toContain('reviewed by');

      jest.restoreAllMocks();
      expect((await stateOf('sponsor')).state).toBe('met');
      hidden('sue');
      await bench.eventually(
        async () => (await stateOf('sponsor')).state === 'stale',
      );
      expect((await seats()).terms[0].state).toBe('left');
    });
  });

  describe('the working group', () => {
    beforeEach(async () => {
      await bench.fillSeats();
    });

    it('is complete with four people, and stale when one leaves', async () => {
      expect((await stateOf('working-group-members')).state).toBe('met');
      hidden('fay');
      await bench.eventually(
        async () => (await stateOf('working-group-members')).state === 'stale',
      );
      expect((await stateOf('working-group-members')).reasons).toEqual([
        'Whoever held the finance seat is not in the catalog any more.',
      ]);
    });

    it('has its charter approved by the sponsor, as it was read', async () => {
      const { version, sha256 } = await propose();
      expect((await stateOf('working-group-charter')).state).toBe('not-met');
      const path = `/working-group/charters/${version}/approval`;
      expect((await bench.call(GIL, 'post', path, { sha256 })).status).toBe(
        403,
      );
      expect(
        (await bench.call(SUE, 'post', path, { sha256: 'another' })).status,
      ).toBe(409);
      expect((await bench.call(SUE, 'post', path, { sha256 })).body.state).toBe(
        'in-force',
      );
      expect((await stateOf('working-group-charter')).state).toBe('met');

      const second = await propose({ quorum: 4 });
      expect(second).toMatchObject({ version: 2, state: 'proposed' });
      expect((await bench.call(SUE, 'post', path, { sha256 })).status).toBe(
        409,
      );
    });

    it('records no meeting before there is a charter', async () => {
      expect((await meet([EVE, LEA, SAM])).status).toBe(409);
      expect((await stateOf('working-group-meetings')).state).toBe('not-met');
    });

    it('approves a charter in a meeting that has its quorum', async () => {
      const { version } = await propose({ everyFunction: true });
      const approves = { approvesCharter: version };
      expect((await meet([EVE, LEA, SAM], approves)).status).toBe(409);
      const { body } = await meet([EVE, LEA, SAM, FAY, SUE], approves);
      expect(body).toMatchObject({
        quorum: { needed: 3, present: 4, missingFunctions: [], reached: true },
        attendees: expect.arrayContaining([
          { userRef: SUE, name: SUE, seat: 'sponsor' },
        ]),
      });
      expect((await stateOf('working-group-charter')).state).toBe('met');
      expect((await stateOf('working-group-meetings')).state).toBe('met');
    });

    it('counts no meeting without quorum, and none but of its members', async () => {
      const { version, sha256 } = await propose();
      await bench.call(
        SUE,
        'post',
        `/working-group/charters/${version}/approval`,
        { sha256 },
      );
      const small = await meet([EVE, LEA, SUE]);
      expect(small.body.quorum).toMatchObject({ present: 2, reached: false });
      expect((await stateOf('working-group-meetings')).reasons).toEqual([
        'No meeting had its quorum yet.',
      ]);
      expect((await meet([EVE, LEA, BEN])).status).toBe(400);
      expect((await meet([EVE], { heldAt: inDays(1) })).status).toBe(400);
      expect((await meet([EVE, LEA, SAM], {}, TOM)).status).toBe(403);
      expect(
        (await meet([EVE, LEA, SAM], { heldAt: '1970-01-01T00:00:00.001Z' }))
          .body.error.message,
      ).toContain('held no seat at that time');
    });

    it('corrects a record by a new one, and keeps both', async () => {
      const { version } = await propose();
      const { body: first } = await meet([EVE, LEA, SAM], {
        approvesCharter: version,
      });
      const corrects = { meeting: first.id, reason: 'Fay was there too.' };
      expect((await meet([EVE, LEA], { corrects })).status).toBe(409);
      const { body: second } = await meet([EVE, LEA, SAM, FAY], { corrects });
      expect(second.corrects).toBe(first.id);
      expect((await meet([EVE, LEA, SAM], { corrects })).status).toBe(409);

      const { body } = await bench.call(GIL, 'get', '/working-group/meetings');
      expect(
        body.items.find(({ id }: { id: string }) => id === first.id),
      ).toMatchObject({ correctedBy: second.id, minutes: first.minutes });
      expect((await stateOf('working-group-meetings')).inputs).toMatchObject({
        meetings: 1,
        lastWithQuorum: second.id,
      });
    });

    it('is overdue when no meeting follows within the cadence', async () => {
      const { version } = await propose();
      await meet([EVE, LEA, SAM], { approvesCharter: version });
      bench.travel(30 * DAY_MS);
      expect((await stateOf('working-group-meetings')).state).toBe('met');
      jest.restoreAllMocks();
      bench.travel(32 * DAY_MS);
      expect((await stateOf('working-group-meetings')).state).toBe('stale');
    });
  });

  it('count at the very act: who leaves a seat just before it decides nothing', async () => {
    await bench.fillSeats();
    const { id, contentSha256 } = await bench.submittedDraft();
    const governedSha256 = await bench.modelHash(SWIFT);
    const reason = 'Agreed on Monday.';
    // Holds every change of policy back until it has ended all terms.
    const other = await bench.knex.transaction();
    await other('policy_epoch').where('id', 1).increment('epoch', 0);
    const acts = [
      bench.call(SUE, 'post', '/seats/sponsor/engagements', { note: reason }),
      bench.call(LEA, 'post', `/aup/drafts/${id}/reviews`, {
        contentSha256,
        outcome: 'rejected',
        comment: reason,
        sections: [],
      }),
      bench.call(SAM, 'post', `/models/${SWIFT.split(':')[1]}/decisions`, {
        decision: 'suspended',
        governedSha256,
        reason,
      }),
    ].map(async act => (await act).status);
    await new Promise(resolve => setTimeout(resolve, 500));
    await other('seats').update({ ended_at_ms: Date.now() });
    await other.commit();
    expect(await Promise.all(acts)).toEqual([403, 403, 403]);
  });

  describe('the platform team', () => {
    const name = async (group: string, as = GIL) =>
      bench.call(as, 'put', '/seats/platform-team', {
        group,
        allocation: 'Two people, three days a week.',
      });

    it('is a group with people in it', async () => {
      expect((await stateOf('platform-team')).state).toBe('not-met');
      bench.entities.push({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'empty', namespace: 'default' },
        spec: { type: 'team', children: [] },
      });
      await bench.eventually(async () => (await name('empty')).status === 400);
      expect((await name('none')).status).toBe(404);
      expect((await name('rockets', ADA)).status).toBe(403);
      expect((await name('rockets')).body.memberRefs).toEqual([ADA, BEN]);
      expect((await stateOf('platform-team')).state).toBe('met');
    });

    it('is stale once nobody is in it', async () => {
      await name('tunnels');
      hidden('tom');
      await bench.eventually(
        async () => (await stateOf('platform-team')).state === 'stale',
      );
      expect((await stateOf('platform-team')).reasons).not.toHaveLength(0);
    });
  });
});
