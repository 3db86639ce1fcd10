import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Ceiling,
  ceilingSetPermission,
  costReadAllPermission,
  costReadOwnPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { randomUUID } from 'node:crypto';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  DORA,
  FAY,
  GIL,
  NEWT,
  ROCKETS,
  SWIFT,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';
import { TimeWindow, windowBounds, windowKey } from '../../kernel/windows';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const ORGANISATION = { kind: 'organisation' };
const { key: month, startMs } = windowBounds(
  Date.now(),
  'month',
  'Europe/Berlin',
);

describe.each(databases.eachSupportedId())('ceilings (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [ceilingSetPermission, costReadAllPermission],
        [DORA]: [costReadAllPermission],
        [TOM]: [costReadAllPermission, costReadOwnPermission],
      },
    });
  });

  afterEach(async () => {
    await bench.stop();
  });

  const set = (scope: object, amountUsd = '100', as = GIL) =>
    bench.call(as, 'put', '/ceilings', {
      scope,
      amountUsd,
      reason: 'The budget of this year.',
    });

  const list = async (as = GIL, query = ''): Promise<Ceiling[]> =>
    (await bench.call(as, 'get', `/ceilings${query}`)).body.items;

  const insertKey = async (id: string, teamRef: string) =>
    bench.knex('keys').insert({
      id,
      secret_sha256: 'a'.repeat(64),
      owner_ref: teamRef,
      team_ref: teamRef,
      purpose: 'coding',
      models: '[]',
      tier: 'internal',
      aup_version: '1.0',
      created_by: ADA,
      created_at_ms: startMs,
      expires_at_ms: startMs + 1,
    });

  /** A row of the ledger; amounts in pico-dollars. */
  const insertRequest = async (row: {
    state: 'admitted' | 'settled';
    hold: string;
    cost: string;
    atMs?: number;
    team?: string;
    key?: string;
  }) => {
    const id = randomUUID();
    await bench.knex('requests').insert({
      id,
      instance_id: 'gateway',
      state: row.state,
      arrived_at_ms: row.atMs ?? startMs,
      hold_expires_at_ms: startMs,
      key_id: row.key ?? 'rocketskey',
      team_ref: row.team ?? ROCKETS,
      purpose: 'coding',
      tier: 'internal',
      dialect: 'openai',
      operation: 'chat.completions',
      stream: false,
      requested_model: 'swift-1',
      model_ref: SWIFT,
      outcome: row.state === 'admitted' ? 'running' : 'completed',
      decision: '[]',
      hold_pico_usd: row.hold,
      cost_pico_usd: row.cost,
    });
    return id;
  };

  describe('PUT /ceilings', () => {
    it('sets the ceiling of the organisation, exactly', async () => {
      const { status, body } = await set(ORGANISATION, '500.000000000001');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        scope: ORGANISATION,
        amountPicoUsd: '500000000000001',
        window: 'month',
        timeZone: 'Europe/Berlin',
        inForcePicoUsd: '500000000000001',
        thresholds: [{ response: 'stop', percent: 100, recipients: [GIL] }],
        setBy: GIL,
        current: { window: month, committedPicoUsd: '0', heldPicoUsd: '0' },
      });
    });

    it('changes the one that a scope has', async () => {
      const first = await set(ORGANISATION, '500');
      const second = await set(ORGANISATION, '300');
      expect(second.body.id).toBe(first.body.id);
      expect(await list()).toMatchObject([
        { id: second.body.id, amountPicoUsd: '300000000000000' },
      ]);

      const acts = await bench
        .knex('audit_entries')
        .where('action', 'ceiling.set')
        .orderBy('seq');
      expect(JSON.parse(acts[1].details)).toMatchObject({
        before: { amountPicoUsd: '500000000000000' },
        after: { amountPicoUsd: '300000000000000' },
        reason: 'The budget of this year.',
      });
    });

    it.each(['0', '0.00', '-5', '1e3', '5,00', '', '9000000.01', 'Infinity'])(
      'refuses %p dollars',
      async amountUsd => {
        expect((await set(ORGANISATION, amountUsd)).status).toBe(400);
      },
    );

    it('keeps nine million dollars exact', async () => {
      const { body } = await set(ORGANISATION, '8999999.999999999999');
      expect(body.amountPicoUsd).toBe('8999999999999999999');
      expect((await list())[0].amountPicoUsd).toBe('8999999999999999999');
    });

    it('takes a name for a ref, and only what exists', async () => {
      await insertKey('rocketskey', ROCKETS);
      const answers = [
        await set({ kind: 'team', ref: 'Rockets' }),
        await set({ kind: 'application', ref: APOLLO }),
        await set({ kind: 'model', ref: SWIFT }),
        await set({ kind: 'key', ref: 'rocketskey' }),
        await set({ kind: 'team', ref: 'group:default/engineering' }),
        await set({ kind: 'application', ref: 'component:default/library' }),
        await set({ kind: 'model', ref: 'none' }),
        await set({ kind: 'key', ref: 'ROCKETSKEY' }),
        await set({ kind: 'team', ref: '::' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([
        200, 200, 200, 200, 404, 404, 404, 404, 404,
      ]);
      expect(answers[0].body.scope.ref).toBe(ROCKETS);
    });

    it('refuses guests and who lacks the permission', async () => {
      expect((await set(ORGANISATION, '1', ADA)).status).toBe(403);
      expect((await set(ORGANISATION, '1', NEWT)).status).toBe(403);
    });

    it('takes over what the month has cost and what runs now', async () => {
      await insertKey('rocketskey', ROCKETS);
      await insertKey('tunnelskey', TUNNELS);
      await insertRequest({ state: 'settled', hold: '50', cost: '7' });
      await insertRequest({
        state: 'settled',
        hold: '50',
        cost: '9007199254740993',
      });
      await insertRequest({
        state: 'settled',
        hold: '50',
        cost: '1000',
        atMs: startMs - 1,
      });
      await insertRequest({
        state: 'settled',
        hold: '50',
        cost: '100',
        team: TUNNELS,
        key: 'tunnelskey',
      });
      const running = await insertRequest({
        state: 'admitted',
        hold: '9007199254740995',
        cost: '0',
      });

      const team = await set({ kind: 'team', ref: ROCKETS });
      const key = await set({ kind: 'key', ref: 'tunnelskey' });
      const all = await set(ORGANISATION);

      expect(team.body.current).toMatchObject({
        window: month,
        committedPicoUsd: '9007199254741000',
        heldPicoUsd: '9007199254740995',
      });
      expect(key.body.current).toMatchObject({
        committedPicoUsd: '100',
        heldPicoUsd: '0',
      });
      expect(all.body.current).toMatchObject({
        committedPicoUsd: '9007199254741100',
        heldPicoUsd: '9007199254740995',
      });
      expect(
        await bench.knex('holds').where('request_id', running),
      ).toHaveLength(2);
    });

    it('counts nothing twice when it is changed', async () => {
      await insertKey('rocketskey', ROCKETS);
      await insertRequest({ state: 'settled', hold: '50', cost: '7' });
      await insertRequest({ state: 'admitted', hold: '50', cost: '0' });
      await set(ORGANISATION, '100');
      const { body } = await set(ORGANISATION, '200');
      expect(body.current).toMatchObject({
        committedPicoUsd: '7',
        heldPicoUsd: '50',
      });
    });
  });

  describe('thresholds', () => {
    const setWith = (thresholds: object[] | undefined, more = {}) =>
      bench.call(GIL, 'put', '/ceilings', {
        scope: ORGANISATION,
        amountUsd: '100',
        reason: 'The budget of this year.',
        thresholds,
        ...more,
      });
    const alert = (percent: number, ...recipients: string[]) => ({
      response: 'alert',
      percent,
      recipients,
    });
    const stop = { response: 'stop', percent: 100, recipients: [] };

    it('sorts them, and tells whoever set it of what refuses', async () => {
      const { body } = await setWith([stop, alert(70, ROCKETS, 'Ada')]);
      expect(body.thresholds).toEqual([
        { response: 'alert', percent: 70, recipients: [ROCKETS, ADA] },
        { response: 'stop', percent: 100, recipients: [GIL] },
      ]);
    });

    it('stay as they are where a change says nothing of them', async () => {
      await setWith([alert(70, ADA)]);
      const { body } = await setWith(undefined);
      expect(body.thresholds).toEqual([alert(70, ADA)]);
    });

    it.each([
      ['a ceiling without a response', []],
      ['an alert to nobody', [alert(70)]],
      ['an alert to somebody who has left', [alert(70, 'user:default/none')]],
      [
        'an alert to a group without members',
        [alert(70, 'group:default/none')],
      ],
      ['two at the same share', [alert(70, ADA), alert(70, TOM)]],
      ['one above the stop', [{ ...stop, percent: 90 }, alert(95, ADA)]],
      ['one above the amount', [alert(101, ADA)]],
      [
        'a throttle to no requests',
        [
          {
            response: 'throttle',
            percent: 80,
            recipients: [ADA],
            requestsPerMinute: 0,
          },
        ],
      ],
      [
        'a mechanism that is no mechanism',
        [{ response: 'we will look at it', percent: 90, recipients: [ADA] }],
      ],
    ])('refuses %s', async (_, thresholds) => {
      expect((await setWith(thresholds)).status).toBe(400);
      expect(await list()).toEqual([]);
    });

    it('refuses a time zone that nobody knows', async () => {
      expect(
        (await setWith(undefined, { timeZone: 'Mars/Olympus' })).status,
      ).toBe(400);
    });

    it('warns where a recipient or the setter is nobody any more', async () => {
      await setWith([alert(70, TOM), stop]);
      for (const name of ['tom', 'gil']) {
        const index = bench.entities.findIndex(
          ({ metadata }) => metadata.name === name,
        );
        bench.entities.splice(index, 1);
      }
      await bench.eventually(
        async () => (await list(FAY))[0].warnings.length === 2,
      );
      expect((await list(FAY))[0].warnings).toEqual([
        'owner-left',
        'recipient-unresolvable',
      ]);
    });
  });

  it('keeps a ceiling a window: a day, a week and a month at once', async () => {
    await insertKey('rocketskey', ROCKETS);
    await insertRequest({
      state: 'settled',
      hold: '50',
      cost: '7',
      atMs: Date.now(),
    });
    for (const window of ['day', 'week', 'month']) {
      const { body } = await bench.call(GIL, 'put', '/ceilings', {
        scope: ORGANISATION,
        amountUsd: '100',
        reason: 'The budget of this year.',
        window,
        timeZone: 'Asia/Kathmandu',
      });
      expect(body.current).toMatchObject({
        committedPicoUsd: '7',
        window: windowKey(Date.now(), window as TimeWindow, 'Asia/Kathmandu'),
      });
    }
    expect((await list()).map(({ window }) => window)).toEqual([
      'day',
      'month',
      'week',
    ]);
  });

  it('warns of an amount far above what the window before cost', async () => {
    await insertKey('rocketskey', ROCKETS);
    await insertRequest({
      state: 'settled',
      hold: '50',
      cost: '1000000000000',
      atMs: startMs - 1,
    });
    expect((await set(ORGANISATION, '20')).body.warnings).toEqual([]);
    const { body } = await set(ORGANISATION, '20.01');
    expect(body.current.previousPicoUsd).toBe('1000000000000');
    expect(body.warnings).toEqual(['far-above-spend']);
  });

  describe('POST /ceilings/{id}/removal', () => {
    it('removes a ceiling with what runs under it, and keeps why', async () => {
      await insertKey('rocketskey', ROCKETS);
      await insertRequest({ state: 'admitted', hold: '50', cost: '0' });
      const { body } = await set(ORGANISATION);
      const path = `/ceilings/${body.id}/removal`;
      const reason = { reason: 'It moves to the teams.' };
      expect((await bench.call(ADA, 'post', path, reason)).status).toBe(403);
      expect((await bench.call(GIL, 'post', path, {})).status).toBe(400);
      expect((await bench.call(GIL, 'post', path, reason)).status).toBe(200);
      expect(await list()).toEqual([]);
      expect(await bench.knex('holds')).toEqual([]);
      expect((await bench.call(GIL, 'post', path, reason)).status).toBe(404);
      const [act] = await bench
        .knex('audit_entries')
        .where('action', 'ceiling.remove');
      expect(JSON.parse(act.details)).toMatchObject(reason);
    });
  });

  it('tells what was changed about a ceiling, the newest first', async () => {
    const { body } = await set(ORGANISATION, '500');
    await set(ORGANISATION, '300');
    const changes = await bench.call(
      GIL,
      'get',
      `/ceilings/${body.id}/changes`,
    );
    expect(changes.body.items).toMatchObject([
      {
        actor: GIL,
        action: 'ceiling.set',
        before: { amountPicoUsd: '500000000000000' },
        after: { amountPicoUsd: '300000000000000' },
      },
      { after: { amountPicoUsd: '500000000000000' } },
    ]);
  });

  describe('GET /ceilings', () => {
    beforeEach(async () => {
      await insertKey('tunnelskey', TUNNELS);
      await set(ORGANISATION);
      await set({ kind: 'team', ref: ROCKETS });
      await set({ kind: 'team', ref: TUNNELS });
      await set({ kind: 'application', ref: APOLLO });
      await set({ kind: 'key', ref: 'tunnelskey' });
      await set({ kind: 'model', ref: SWIFT });
    });

    const scopes = async (as: string, query = '') =>
      (await list(as, query))
        .map(({ scope }) => ('ref' in scope ? scope.ref : scope.kind))
        .sort();

    it('shows to each what they may see the costs of', async () => {
      expect(await scopes(GIL)).toHaveLength(6);
      expect(await scopes(ADA)).toEqual(
        [SWIFT, APOLLO, ROCKETS, 'organisation'].sort(),
      );
      expect(await scopes(DORA)).toHaveLength(6);
      expect(await scopes(TOM)).toEqual([SWIFT, 'organisation']);
    });

    it('leaves what bounds a team when asked for it', async () => {
      expect(await scopes(GIL, `?team=${TUNNELS}`)).toEqual([
        TUNNELS,
        'organisation',
        'tunnelskey',
      ]);
    });
  });
});
