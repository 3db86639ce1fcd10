import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ceilingApprovePermission,
  ceilingSetPermission,
  costReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  EVE,
  GIL,
  NEWT,
  ROCKETS,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 86_400_000;
const engineer = [
  ceilingSetPermission,
  ceilingApprovePermission,
  costReadAllPermission,
];

describe.each(databases.eachSupportedId())('raises (%s)', databaseId => {
  let bench: ControlPlaneBench;
  let ceilingId: string;

  const set = (scope: object, amountUsd: string) =>
    bench.call(GIL, 'put', '/ceilings', {
      scope,
      amountUsd,
      reason: 'The budget of this year.',
    });

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: engineer,
        [BEN]: engineer,
        [TOM]: engineer,
        [EVE]: [ceilingSetPermission],
      },
    });
    await bench.fillSeats();
    ceilingId = (await set({ kind: 'team', ref: ROCKETS }, '100')).body.id;
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  const request = (as: string, wish = {}, id = ceilingId) =>
    bench.call(as, 'post', `/ceilings/${id}/raises`, {
      amountUsd: '150',
      until: new Date(Date.now() + DAY_MS).toISOString(),
      reason: 'A demonstration.',
      ...wish,
    });

  const decide = (as: string, id: string, decision = 'approved') =>
    bench.call(as, 'post', `/ceilings/raises/${id}/decision`, {
      decision,
      reason: 'As agreed.',
    });

  const ceiling = async () =>
    (await bench.call(GIL, 'get', '/ceilings')).body.items[0];

  it('count from the approval on, and end by the clock alone', async () => {
    const raise = await request(ADA);
    expect(raise.status).toBe(201);
    expect(await ceiling()).toMatchObject({
      inForcePicoUsd: '100000000000000',
    });

    expect((await decide(EVE, raise.body.id)).body.state).toBe('running');
    expect(await ceiling()).toMatchObject({
      amountPicoUsd: '100000000000000',
      inForcePicoUsd: '150000000000000',
      raisedUntil: raise.body.until,
    });

    bench.travel(DAY_MS + 1_000);
    expect(await ceiling()).toMatchObject({
      inForcePicoUsd: '100000000000000',
    });
    const { body } = await bench.call(GIL, 'get', '/ceilings/raises');
    expect(body.items).toMatchObject([
      { state: 'ended', decidedBy: EVE, decisionReason: 'As agreed.' },
    ]);
  });

  it('are asked for by the team, or by who sets ceilings', async () => {
    const organisation = await set({ kind: 'organisation' }, '500');
    const wish = { amountUsd: '600' };
    const answers = [
      await request(ADA),
      await request(GIL),
      await request(TOM),
      await request(NEWT),
      await request(ADA, wish, organisation.body.id),
      await request(GIL, wish, organisation.body.id),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      201, 201,
      // Of another team, so that there is no such ceiling for him.
      404, 403, 403, 201,
    ]);
  });

  it.each([
    ['an amount that is none', { amountUsd: '-1' }],
    ['no more than the ceiling', { amountUsd: '100' }],
    ['one that has ended', { until: new Date(0).toISOString() }],
    ['one for ever', { until: '2199-01-01T00:00:00Z' }],
    ['one without a reason', { reason: ' ' }],
  ])('refuses %s', async (_, wish) => {
    expect((await request(ADA, wish)).status).toBe(400);
  });

  it('are decided by somebody else, who may', async () => {
    const own = await request(GIL);
    expect((await decide(GIL, own.body.id)).status).toBe(403);
    const { body } = await request(ADA);
    expect((await decide(ADA, body.id)).status).toBe(403);
    expect((await decide(BEN, body.id)).status).toBe(403);
    expect((await decide(NEWT, body.id)).status).toBe(403);
    expect((await decide(EVE, body.id, 'refused')).body.state).toBe('refused');
    expect(await ceiling()).toMatchObject({
      inForcePicoUsd: '100000000000000',
    });
    expect((await decide(EVE, body.id)).status).toBe(409);
  });

  it('are decided once, however many decide at the same time', async () => {
    const { body } = await request(ADA);
    const answers = await Promise.all([
      decide(EVE, body.id, 'approved'),
      decide(GIL, body.id, 'refused'),
      decide(EVE, body.id, 'refused'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('end when the ceiling is set anew', async () => {
    const { body } = await request(ADA);
    await decide(EVE, body.id);
    await set({ kind: 'team', ref: ROCKETS }, '80');
    expect(await ceiling()).toMatchObject({ inForcePicoUsd: '80000000000000' });
  });

  it('wait in the inbox of who may decide, and tell both sides', async () => {
    const waiting = async (as: string) =>
      (await bench.call(as, 'get', '/inbox')).body.items.filter(
        ({ kind }: { kind: string }) => kind === 'decide-ceiling-raise',
      );
    const { body } = await request(ADA);
    expect(await waiting(EVE)).toMatchObject([
      { subject: 'The rockets', requestedBy: ADA },
    ]);
    expect(await waiting(ADA)).toEqual([]);
    await decide(EVE, body.id);
    expect(await waiting(EVE)).toEqual([]);

    await bench.runJob('outbox.deliver');
    const toldOf = bench.notifications.map(({ payload, recipients }) => [
      payload.title,
      JSON.stringify(recipients).includes(ADA),
    ]);
    expect(toldOf).toContainEqual([
      'Decide about a higher ceiling for The rockets',
      false,
    ]);
    expect(toldOf).toContainEqual(['Your raise to $150.00 is approved', true]);
  });
});
