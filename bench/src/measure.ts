import type { Child, Probe } from './Child.ts';
import type { LoadOrder, LoadResult } from './load/types.ts';
import type { System } from './systems/System.ts';
import { waitFor } from './systems/waitFor.ts';

/** One measurement of one system. */
export interface Measurement {
  system: string;
  database?: string;
  mode: 'plain' | 'streamed';
  connections: number;
  /** At a constant pace; else as fast as answers come. */
  ratePerSecond?: number;
  requestsPerSecond: number;
  latencyMs: LoadResult['latencyMs'];
  firstByteMs: LoadResult['firstByteMs'];
  cpuUsPerRequest?: number;
  loopDelayMs?: Probe['loopDelayMs'];
  rssBytes?: number;
  sent: number;
  /** Why these figures do not count. */
  void?: string;
}

export interface Workers {
  upstream: Child;
  load: Child;
}

export interface Load {
  mode: Measurement['mode'];
  connections: number;
  durationMs: number;
  ratePerSecond?: number;
  /** Whether the streams are held open. */
  slow?: boolean;
}

const PROMPT =
  'Summarise the delays of the last week for the northern routes in three sentences.';

/**
 * Puts a system under a load. The figures count only where each request was
 * answered, the upstream saw each of them once, and the ledger has a settled row of each.
 */
export async function measure(
  system: System,
  load: Load,
  workers: Workers,
): Promise<Measurement> {
  const before = await count(system, workers);
  const used = await system.child?.probe();
  const order: LoadOrder = {
    ...load,
    port: system.port,
    stream: load.mode === 'streamed',
    request: requestOf(system, load),
  };
  const result = await workers.load.ask<LoadResult>(order, 'result');
  const now = await system.child?.probe();
  return {
    system: system.name,
    database: system.database,
    mode: load.mode,
    connections: load.connections,
    ratePerSecond: load.ratePerSecond,
    requestsPerSecond: result.sent / result.seconds,
    latencyMs: result.latencyMs,
    firstByteMs: result.firstByteMs,
    cpuUsPerRequest: now && used && (now.cpuUs - used.cpuUs) / result.sent,
    loopDelayMs: now?.loopDelayMs,
    rssBytes: now?.rssBytes,
    sent: result.sent,
    void: await fault(system, workers, before, result),
  };
}

/** Memory while many streams are open at once. */
export async function measureOpenStreams(
  system: System,
  streams: number,
  workers: Workers,
): Promise<Measurement> {
  const running = measure(
    system,
    { mode: 'streamed', connections: streams, durationMs: 1, slow: true },
    workers,
  );
  let rssBytes = 0;
  let done = false;
  const watch = async () => {
    while (!done && system.child) {
      await new Promise(resolve => setTimeout(resolve, 1_000));
      rssBytes = Math.max(rssBytes, (await system.child.probe()).rssBytes);
    }
  };
  const watching = watch();
  const measurement = await running;
  done = true;
  await watching;
  return { ...measurement, rssBytes };
}

interface Count {
  requests: number;
  rows: Record<string, number>;
}

async function count(system: System, { upstream }: Workers): Promise<Count> {
  return {
    requests: await upstream.ask<number>('count', 'requests'),
    rows: (await system.rows?.()) ?? {},
  };
}

async function fault(
  system: System,
  workers: Workers,
  before: Count,
  { sent, succeeded, failures }: LoadResult,
): Promise<string | undefined> {
  if (succeeded !== sent) {
    return `${sent - succeeded} of ${sent} failed: ${JSON.stringify(failures)}`;
  }
  if (system.rows) {
    await waitFor('The settlement of every row', async () => {
      const { settled = 0, ...open } = await system.rows!();
      return (
        Object.values(open).every(rows => rows === 0) &&
        settled - (before.rows.settled ?? 0) >= sent
      );
    }).catch(() => undefined);
  }
  const after = await count(system, workers);
  const seen = after.requests - before.requests;
  if (seen !== sent) {
    return `the upstream saw ${seen} of ${sent}`;
  }
  const rows = (after.rows.settled ?? 0) - (before.rows.settled ?? 0);
  return system.rows && rows !== sent
    ? `the ledger has ${rows} settled rows of ${sent}`
    : undefined;
}

function requestOf(system: System, { mode, slow }: Load): string {
  const body = JSON.stringify({
    model: system.model,
    messages: [
      { role: 'system', content: 'You help planners of a freight company.' },
      { role: 'user', content: slow ? `${PROMPT} bench:slow` : PROMPT },
    ],
    temperature: 0.2,
    max_completion_tokens: 200,
    ...(mode === 'streamed' && { stream: true }),
  });
  const headers = {
    host: `127.0.0.1:${system.port}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...system.headers,
  };
  const head = Object.entries(headers).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `POST ${system.path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`;
}
