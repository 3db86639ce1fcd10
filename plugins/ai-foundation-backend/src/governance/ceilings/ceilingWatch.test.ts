import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CeilingEvent,
  ceilingSetPermission,
  costReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  FAY,
  GIL,
  ROCKETS,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'the scheduled look at ceilings (%s)',
  databaseId => {
    let bench: ControlPlaneBench;
    let ceilingId: string;

    const set = (amountUsd: string) =>
      bench.call(GIL, 'put', '/ceilings', {
        scope: { kind: 'team', ref: ROCKETS },
        amountUsd,
        thresholds: [
          { response: 'alert', percent: 70, recipients: [ROCKETS] },
          { response: 'alert', percent: 90, recipients: [TOM] },
          { response: 'stop', percent: 100, recipients: [TOM] },
        ],
        reason: 'The budget of this year.',
      });

    beforeEach(async () => {
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        denials: { [TOM]: [ceilingSetPermission, costReadAllPermission] },
      });
      await bench.fillSeats();
      ceilingId = (await set('100')).body.id;
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await bench.stop();
    });

    const spend = (usd: number) =>
      bench
        .knex('ceiling_spend')
        .where('ceiling_id', ceilingId)
        .update('committed_pico_usd', `${usd}000000000000`);

    const evaluate = () => bench.runJob('ceilings.evaluate');

    const events = async (): Promise<CeilingEvent[]> =>
      (await bench.call(GIL, 'get', '/ceilings/events')).body.items;

    const leave = async (name: string) => {
      const index = bench.entities.findIndex(
        ({ metadata }) => metadata.name === name,
      );
      bench.entities.splice(index, 1);
      await bench.eventually(async () =>
        (
          await bench.call(GIL, 'get', '/ceilings')
        ).body.items[0].warnings.includes('recipient-unresolvable'),
      );
    };

    it('writes nothing below a threshold', async () => {
      await spend(69);
      await evaluate();
      expect(await events()).toEqual([]);
    });

    it('writes a threshold down once, and tells its people once', async () => {
      await spend(70);
      await Promise.all([evaluate(), evaluate()]);
      await evaluate();
      await bench.runJob('outbox.deliver');
      expect(await events()).toMatchObject([
        {
          percent: 70,
          response: 'alert',
          noticedBy: 'evaluation',
          committedPicoUsd: '70000000000000',
          deliveries: [
            { recipient: ADA, state: 'sent' },
            { recipient: BEN, state: 'sent' },
          ],
        },
      ]);
      expect(bench.notifications).toHaveLength(1);
      expect(bench.notifications[0].payload).toMatchObject({
        title: '70 % of the cost ceiling of The rockets is reached',
      });

      await spend(95);
      await evaluate();
      expect((await events()).map(({ percent }) => percent)).toEqual([90, 70]);
    });

    it('tells anew of a higher ceiling, and of the next window', async () => {
      await spend(70);
      await evaluate();
      await set('200');
      await evaluate();
      expect(await events()).toHaveLength(1);
      await spend(140);
      await evaluate();
      expect(await events()).toHaveLength(2);
      expect((await events())[0].amountPicoUsd).toBe('200000000000000');
    });

    it('tells the finance seat where a recipient has left', async () => {
      await leave('tom');
      await spend(90);
      await evaluate();
      const [event] = await events();
      expect(event).toMatchObject({
        percent: 90,
        unhealthy: expect.stringContaining(TOM),
        deliveries: [{ recipient: FAY, state: 'waiting' }],
      });
    });

    it('waits in the inbox of who was told, until one has seen to it', async () => {
      const alerts = async (as: string) =>
        (await bench.call(as, 'get', '/inbox')).body.items.filter(
          ({ kind, id }: { kind: string; id: string }) =>
            kind === 'ceiling-alert' && id.startsWith('ceiling-event'),
        );
      await spend(70);
      await evaluate();
      expect(await alerts(ADA)).toMatchObject([
        { subject: 'The rockets (70 %)' },
      ]);
      expect(await alerts(TOM)).toEqual([]);
      const [{ id }] = await events();
      const path = `/ceilings/events/${id}/acknowledgement`;
      expect((await bench.call(TOM, 'post', path)).status).toBe(403);
      expect((await bench.call(BEN, 'post', path)).body.acknowledgedBy).toBe(
        BEN,
      );
      expect(await alerts(ADA)).toEqual([]);
    });

    it('shows when it has stopped, on the page and in the inbox', async () => {
      const overdue = async () =>
        (await bench.call(FAY, 'get', '/ceilings')).body.evaluation.overdue;
      const items = async (as: string) =>
        (await bench.call(as, 'get', '/inbox')).body.items.filter(
          ({ id }: { id: string }) => id === 'ceiling-evaluation',
        );
      await evaluate();
      expect(await overdue()).toBe(false);
      expect(await items(FAY)).toEqual([]);
      bench.travel(121_000);
      expect(await overdue()).toBe(true);
      expect(await items(FAY)).toHaveLength(1);
      expect(await items(TOM)).toEqual([]);
      await evaluate();
      expect(await overdue()).toBe(false);
    });
  },
);
