import { ConcurrencyGate, Leave, Turned } from './ConcurrencyGate';

const quiet = () => new AbortController().signal;

function entered(result: Leave | Turned): Leave {
  if (typeof result !== 'function') {
    throw new Error(`Turned away: ${result.away}`);
  }
  return result;
}

describe('ConcurrencyGate', () => {
  const gateOf = (config: object = {}) =>
    new ConcurrencyGate({
      maxRunning: 2,
      maxWaiting: 3,
      maxWaitMs: 10_000,
      ...config,
    });
  const any = { id: 'any', limit: undefined };

  it('lets in whoever came first', async () => {
    const gate = gateOf({ maxRunning: 1 });
    const order: number[] = [];
    const first = entered(await gate.enter(any, quiet));
    const waiting = [1, 2, 3].map(async number => {
      const leave = entered(await gate.enter(any, quiet));
      order.push(number);
      leave();
    });
    expect(gate.state).toMatchObject({ running: 1, waiting: 3 });
    first();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
    expect(gate.state).toMatchObject({ running: 0, waiting: 0 });
  });

  it('turns away whoever finds the queue full', async () => {
    const gate = gateOf({ maxRunning: 1, maxWaiting: 1 });
    const leave = entered(await gate.enter(any, quiet));
    const waiting = gate.enter(any, quiet);
    expect(await gate.enter(any, quiet)).toEqual({
      away: 'full',
      by: 'process',
    });
    leave();
    entered(await waiting)();
  });

  it('lets nobody wait longer than the bound', async () => {
    const gate = gateOf({ maxRunning: 1, maxWaitMs: 20 });
    entered(await gate.enter(any, quiet));
    expect(await gate.enter(any, quiet)).toEqual({
      away: 'waited-too-long',
      by: 'process',
    });
    expect(gate.state).toMatchObject({ running: 1, waiting: 0 });
  });

  it('forgets whoever goes away while waiting', async () => {
    const gate = gateOf({ maxRunning: 1 });
    const leave = entered(await gate.enter(any, quiet));
    const client = new AbortController();
    const gone = gate.enter(any, () => client.signal);
    const next = gate.enter(any, quiet);
    await Promise.resolve();
    client.abort();
    expect(await gone).toEqual({ away: 'gone', by: 'process' });
    leave();
    entered(await next)();
    expect(gate.state).toMatchObject({ running: 0, waiting: 0 });
  });

  it('lets no key that is at its limit be in the way of others', async () => {
    const gate = gateOf({ maxRunning: 2, maxWaiting: 10 });
    const busy = { id: 'busy', limit: 1 };
    const first = entered(await gate.enter(busy, quiet));
    const second = gate.enter(busy, quiet);
    const other = entered(await gate.enter(any, quiet));
    expect(gate.state).toMatchObject({ running: 2, waiting: 1 });
    other();
    first();
    entered(await second)();
    expect(gate.state).toMatchObject({ running: 0, waiting: 0 });
  });

  it('gives the place of its key back to whom the process turns away', async () => {
    const gate = gateOf({ maxRunning: 1, maxWaitMs: 20 });
    const leave = entered(await gate.enter(any, quiet));
    const key = { id: 'key', limit: 1 };
    expect(await gate.enter(key, quiet)).toMatchObject({ by: 'process' });
    leave();
    entered(await gate.enter(key, quiet))();
  });

  it('lets everybody in at last, with never more running than it may', async () => {
    const gate = gateOf({ maxRunning: 3, maxWaiting: 500 });
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        const key = { id: `key${index % 5}`, limit: index % 2 ? 2 : undefined };
        const leave = entered(await gate.enter(key, quiet));
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        leave();
      }),
    );
    expect(most).toBe(3);
    expect(gate.state).toMatchObject({ running: 0, waiting: 0 });
  });
});
