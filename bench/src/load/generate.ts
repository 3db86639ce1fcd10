import { type Exchange, LoadConnection } from './LoadConnection.ts';
import type { LoadOrder, LoadResult, Percentiles } from './types.ts';

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

/** The answers of one order. */
class Tally {
  readonly #latenciesMs: number[] = [];
  readonly #firstBytesMs: number[] = [];
  readonly #failures: Record<string, number> = {};

  add({ dueAtMs, firstByteAtMs, endedAtMs, outcome }: Exchange): void {
    if (outcome === '200') {
      this.#latenciesMs.push(endedAtMs - dueAtMs);
      this.#firstBytesMs.push(firstByteAtMs - dueAtMs);
    } else {
      this.#failures[outcome] = (this.#failures[outcome] ?? 0) + 1;
    }
  }

  result(sent: number, seconds: number): LoadResult {
    return {
      sent,
      succeeded: this.#latenciesMs.length,
      failures: this.#failures,
      seconds,
      latencyMs: percentiles(this.#latenciesMs),
      firstByteMs: percentiles(this.#firstBytesMs),
    };
  }
}

function percentiles(values: number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
