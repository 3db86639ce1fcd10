import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CeilingDrill,
  ceilingSetPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  FAY,
  GIL,
  NEWT,
  ROCKETS,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const STOP = { response: 'stop', percent: 100, recipients: [TOM] };
const ALERT = { response: 'alert', percent: 70, recipients: [ROCKETS] };
const THROTTLE = {
  response: 'throttle',
  percent: 90,
  requestsPerMinute: 500,
  recipients: [TOM],
};

describe.each(databases.eachSupportedId())(
  'POST /ceilings/drills (%s)',
  databaseId => {
    let bench: ControlPlaneBench;

    beforeEach(async () => {
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        denials: { [ADA]: [ceilingSetPermission] },
      });
      await bench.fillSeats();
    });

    afterEach(async () => {
      await bench.stop();
    });

    const set = async (thresholds: object[], amountUsd = '100') => {
      const { body } = await bench.call(GIL, 'put', '/ceilings', {
        scope: { kind: 'organisation' },
        amountUsd,
        thresholds,
        reason: 'The budget of this year.',
      });
      return body.id as string;
    };

    const run = async (ceilingId: string, as = FAY) =>
      bench.call(as, 'post', '/ceilings/drills', { ceilingId });

    const resultsOf = (drill: CeilingDrill) =>
      Object.fromEntries(
        drill.checks.map(({ check, result }) => [check, result]),
      );

    it('proves a stop under concurrency, and its alerts to the last person', async () => {
      const { status, body } = await run(await set([ALERT, STOP]));
      expect(status).toBe(201);
      expect(resultsOf(body)).toEqual({
        'never-over': 'passed',
        refused: 'passed',
        events: 'passed',
        'alerts-delivered': 'passed',
      });
      expect(body).toMatchObject({
        verdict: 'passed',
        isStale: false,
        runBy: FAY,
        // Four hundred steps fill the sandbox to the last pico-dollar.
        admitted: 400,
        throttled: 0,
        costPicoUsd: body.sandboxAmountPicoUsd,
      });
      expect(body.stopped).toBe(body.tried - body.admitted);
      expect(body.firstRefusalMs).toBeGreaterThan(0);
      const toldOf = body.events.map(
        ({ percent, deliveries }: CeilingDrill['events'][number]) => [
          percent,
          deliveries.map(({ recipient }) => recipient).sort(),
        ],
      );
      expect(toldOf).toEqual([
        [70, [ADA, BEN, FAY]],
        [100, [FAY, TOM]],
      ]);
      expect(
        bench.notifications.every(({ payload }) =>
          payload.title.startsWith('Drill: '),
        ),
      ).toBe(true);
    });

    it('proves a throttle, and the stop behind it', async () => {
      const { body } = await run(await set([ALERT, THROTTLE, STOP]));
      expect(body.verdict).toBe('passed');
      expect(body.throttled).toBeGreaterThan(0);
      expect(body.stopped).toBe(1);
      // Nine tenths of the steps, and the one request a minute of the sandbox.
      expect(body.admitted).toBe(361);
    });

    it('proves that a ceiling which only alerts refuses nothing', async () => {
      const { body } = await run(await set([ALERT]));
      expect(body).toMatchObject({ verdict: 'passed', admitted: 440 });
    });

    it('costs nobody anything, and leaves its rows in the ledger', async () => {
      const id = await set([STOP]);
      await run(id);
      const { body } = await bench.call(GIL, 'get', '/ceilings');
      expect(body.items).toHaveLength(1);
      expect(body.items[0].current).toMatchObject({
        committedPicoUsd: '0',
        heldPicoUsd: '0',
      });
      expect(await bench.knex('cost_rollups')).toEqual([]);
      expect(
        await bench.knex('requests').where('dialect', 'drill'),
      ).toHaveLength(400);
      // A ceiling that is set afterwards counts none of them.
      await bench.call(GIL, 'put', '/ceilings', {
        scope: { kind: 'organisation' },
        window: 'day',
        amountUsd: '1',
        reason: 'The budget of a day.',
      });
      const [day] = (await bench.call(GIL, 'get', '/ceilings')).body.items;
      expect(day.current.committedPicoUsd).toBe('0');
      const keys = await bench.call(GIL, 'get', '/keys');
      expect(keys.body.items).toEqual([]);
    });

    it('goes stale when the ceiling is changed', async () => {
      const { body } = await run(await set([STOP]));
      await set([STOP], '200');
      const drill = await bench.call(FAY, 'get', `/ceilings/drills/${body.id}`);
      expect(drill.body).toMatchObject({ isStale: true, verdict: 'passed' });
      await set([STOP], '100');
      const again = await bench.call(FAY, 'get', `/ceilings/drills/${body.id}`);
      expect(again.body.isStale).toBe(false);
    });

    it('fails where a recipient cannot be told any more', async () => {
      const id = await set([STOP]);
      const index = bench.entities.findIndex(
        ({ metadata }) => metadata.name === 'tom',
      );
      bench.entities.splice(index, 1);
      await bench.eventually(
        async () =>
          (
            await bench.call(GIL, 'get', '/ceilings')
          ).body.items[0].warnings.length > 0,
      );
      const { body } = await run(id);
      expect(body.verdict).toBe('failed');
      expect(resultsOf(body)['alerts-delivered']).toBe('failed');
    });

    it('is run by people who may set ceilings, for one that there is', async () => {
      const id = await set([STOP]);
      expect((await run(id, ADA)).status).toBe(403);
      expect((await run(id, NEWT)).status).toBe(403);
      expect((await run('none')).status).toBe(404);
      expect(await bench.knex('ceiling_drills')).toEqual([]);
    });

    it('can be run by several at once', async () => {
      const id = await set([STOP]);
      const answers = await Promise.all([run(id), run(id, GIL)]);
      expect(answers.map(({ body }) => body.verdict)).toEqual([
        'passed',
        'passed',
      ]);
    });
  },
);
