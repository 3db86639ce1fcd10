import { LoadConnection } from './LoadConnection.ts';
import { Tally } from './Tally.ts';
import type { LoadOrder, LoadResult } from './types.ts';

/** Sends what was ordered and counts every answer. */
export async function generate(order: LoadOrder): Promise<LoadResult> {
  const tally = new Tally();
  const idle: LoadConnection[] = [];
  /** When requests were due for which no connection was free. */
  const overdue: number[] = [];
  let endAtMs = 0;
  let sent = 0;
  let running = 0;
  let allSent = () => {};

  const send = (connection: LoadConnection, dueAtMs: number) => {
    sent += 1;
    running += 1;
    connection.send(dueAtMs);
  };
  const next = (connection: LoadConnection) => {
    const nowMs = performance.now();
    if (order.ratePerSecond === undefined && nowMs < endAtMs) {
      send(connection, nowMs);
    } else if (overdue.length > 0) {
      send(connection, overdue.shift()!);
    } else {
      idle.push(connection);
      if (running === 0 && nowMs >= endAtMs) {
        allSent();
      }
    }
  };

  const connections = Array.from({ length: order.connections }, () => {
    const connection: LoadConnection = new LoadConnection({
      ...order,
      onEnd: exchange => {
        running -= 1;
        tally.add(exchange);
        next(connection);
      },
    });
    return connection;
  });
  await Promise.all(connections.map(connection => connection.open()));
  const startedAtMs = performance.now();
  endAtMs = startedAtMs + order.durationMs;
  const done = new Promise<void>(resolve => {
    allSent = resolve;
  });
  if (order.ratePerSecond === undefined) {
    connections.forEach(connection => send(connection, performance.now()));
  } else {
    idle.push(...connections);
    await pace(order.ratePerSecond, endAtMs, dueAtMs => {
      const connection = idle.pop();
      if (connection) {
        send(connection, dueAtMs);
      } else {
        overdue.push(dueAtMs);
      }
    });
    if (running === 0) {
      allSent();
    }
  }
  await done;
  connections.forEach(connection => connection.close());
  return tally.result(sent, (performance.now() - startedAtMs) / 1_000);
}

/** Calls at a constant pace; what a late timer has missed is called at once, as due when it was. */
function pace(
  ratePerSecond: number,
  endAtMs: number,
  call: (dueAtMs: number) => void,
): Promise<void> {
  const intervalMs = 1_000 / ratePerSecond;
  let dueAtMs = performance.now() + intervalMs;
  return new Promise(resolve => {
    const tick = () => {
      const nowMs = performance.now();
      for (; dueAtMs <= nowMs && dueAtMs < endAtMs; dueAtMs += intervalMs) {
        call(dueAtMs);
      }
      if (dueAtMs >= endAtMs) {
        resolve();
      } else {
        setTimeout(tick, 1);
      }
    };
    tick();
  });
}
