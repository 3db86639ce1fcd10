import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { LedgerBench } from './__testUtils__/LedgerBench';
import { LOOKS_UNTIL_DEAD } from './Sweeper';

jest.setTimeout(60_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('Sweeper on %s', id => {
  let knex: Knex;
  let bench: LedgerBench;

  beforeAll(async () => {
    knex = await databases.init(id);
  });

  beforeEach(async () => {
    bench = await LedgerBench.create(knex, {
      ceilings: [{ kind: 'organisation', amount: 1_000n }],
    });
  });

  async function crashedGatewayWith(holds: bigint[]) {
    const crashed = bench.ledger();
    await bench.beat(crashed.instanceId);
    const admissions = holds.map(hold => bench.admission(hold));
    for (const admission of admissions) {
      await crashed.ledger.admit(admission);
    }
    return { ...crashed, admissions };
  }

  async function look(sweeper: { sweep(): Promise<number> }, times: number) {
    let settled = 0;
    for (let time = 0; time < times; time += 1) {
      settled += await sweeper.sweep();
    }
    return settled;
  }

  it('settles every row of a dead gateway at its hold', async () => {
    const { ledger, admissions } = await crashedGatewayWith([5n, 7n, 11n]);
    await ledger.settle(bench.settlement(admissions[0], 2n));

    const sweeper = bench.sweeper();
    expect(await look(sweeper, LOOKS_UNTIL_DEAD - 1)).toBe(0);
    expect(await bench.books()).toMatchObject({ running: 2, held: 18n });
    expect(await look(sweeper, 1)).toBe(2);

    expect(await bench.row(admissions[1].subject.requestId)).toMatchObject({
      state: 'settled',
      outcome: 'unsettled',
      usage_source: 'unsettled',
      http_status: null,
      duration_ms: null,
    });
    expect(await bench.books()).toMatchObject({
      running: 0,
      holds: 0,
      cost: 20n,
      committed: 20n,
      rollupCost: 20n,
      rollupRequests: 3n,
    });
    expect(await bench.rollups()).toMatchObject([
      { failed: 2, estimated: 18n },
    ]);
  });

  it('leaves a gateway alone whose heart beats', async () => {
    const { instanceId } = await crashedGatewayWith([5n]);
    const sweeper = bench.sweeper();
    for (let time = 0; time < 3 * LOOKS_UNTIL_DEAD; time += 1) {
      bench.clock.nowMs += 2_500;
      await bench.beat(instanceId);
      expect(await sweeper.sweep()).toBe(0);
    }
    expect(await bench.books()).toMatchObject({ running: 1 });
  });

  it('does not take a gateway for dead because its clock is wrong', async () => {
    const { instanceId } = await crashedGatewayWith([5n]);
    const sweeper = bench.sweeper();
    for (let time = 0; time < 2 * LOOKS_UNTIL_DEAD; time += 1) {
      await bench.beat(instanceId, time);
      expect(await sweeper.sweep()).toBe(0);
    }
  });

  it('takes nobody for dead while it could not look itself', async () => {
    await crashedGatewayWith([5n]);
    const sweeper = bench.sweeper();
    await look(sweeper, LOOKS_UNTIL_DEAD - 1);
    await bench.withoutTable('gateway_instances', async () => {
      await expect(sweeper.sweep()).rejects.toThrow('gateway_instances');
    });
    expect(await look(sweeper, LOOKS_UNTIL_DEAD - 1)).toBe(0);
    expect(await look(sweeper, 1)).toBe(1);
  });

  it('never counts its own gateway as dead', async () => {
    const own = await crashedGatewayWith([5n]);
    const sweeper = bench.sweeper(own.instanceId);
    expect(await look(sweeper, 2 * LOOKS_UNTIL_DEAD)).toBe(0);
  });

  it('settles what outlived its hold, also of its own gateway', async () => {
    const own = await crashedGatewayWith([5n]);
    const [admission] = own.admissions;
    const sweeper = bench.sweeper(own.instanceId);
    bench.clock.nowMs = admission.holdExpiresAtMs + 59_000;
    expect(await sweeper.sweep()).toBe(0);
    expect(await bench.books()).toMatchObject({ held: 5n });
    bench.clock.nowMs += 2_000;
    expect(await sweeper.sweep()).toBe(1);
    expect(await bench.books()).toMatchObject({ held: 0n, committed: 5n });
  });

  it('settles a row once, whoever else sweeps or settles it', async () => {
    const { ledger, admissions } = await crashedGatewayWith(
      Array.from({ length: 30 }, () => 10n),
    );
    const sweepers = [bench.sweeper(), bench.sweeper(), bench.sweeper()];
    await Promise.all(sweepers.map(each => look(each, LOOKS_UNTIL_DEAD - 1)));
    const [swept] = await Promise.all([
      Promise.all(sweepers.map(each => look(each, 1))),
      ...admissions.map(admission =>
        ledger.settle(bench.settlement(admission, 10n)),
      ),
    ]);
    expect(swept.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(30);
    expect(await bench.books()).toMatchObject({
      running: 0,
      holds: 0,
      rollupRequests: 30n,
      cost: 300n,
      committed: 300n,
    });
  });

  it('settles more orphans than one transaction takes', async () => {
    const crashed = bench.ledger();
    await Promise.all(
      Array.from({ length: 450 }, () =>
        crashed.ledger.admit(bench.admission(1n)),
      ),
    );
    expect(await look(bench.sweeper(), LOOKS_UNTIL_DEAD)).toBe(450);
    expect(await bench.books()).toMatchObject({ holds: 0, committed: 450n });
  });

  it('forgets old gateways, but none with running requests', async () => {
    const running = bench.ledger();
    await bench.beat(running.instanceId);
    await running.ledger.admit(
      bench.admission(5n, {}, { holdExpiresAtMs: bench.clock.nowMs * 2 }),
    );
    await bench.beat('gone');
    bench.clock.nowMs += 7_200_000;
    await bench.beat('alive');
    await bench.sweeper().sweep();
    expect(
      (await knex('gateway_instances').select('id')).map(row => row.id).sort(),
    ).toEqual(['alive', running.instanceId].sort());
  });
});
