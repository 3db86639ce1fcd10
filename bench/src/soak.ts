import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { Child } from './Child.ts';
import { SOURCES } from './paths.ts';
import { startGateway } from './systems/startGateway.ts';
import type { Database, System } from './systems/System.ts';
import { waitFor } from './systems/waitFor.ts';

const CLIENTS = 64;
const SAMPLE_MS = 1_000;
/** Of the requests: caches fill and code is compiled meanwhile. */
const WARM_UP_SHARE = 0.25;
const SLOW_READER_MS = 1_000;
const MEGABYTE = 1024 * 1024;

/** What clients do, in turn: most ask and read, the others are of the unpleasant kind. */
const KINDS = [
  ...['plain', 'plain', 'stream', 'plain', 'abort', 'plain'],
  ...['broken provider', 'stream', 'plain', 'slow reader'],
] as const;
type Kind = (typeof KINDS)[number];

interface Sample {
  requests: number;
  rssBytes: number;
}

/**
 * Sends very many requests with clients that leave, clients that hardly read and
 * a provider that breaks off, and tells whether memory grows with them.
 */
export async function soak(
  database: Database,
  requests: number,
): Promise<void> {
  const upstream = Child.start('upstream', join(SOURCES, 'upstream.ts'));
  const systems = await startGateway(
    await upstream.next<number>('port'),
    database,
    database === 'postgres' ? process.env.BENCH_POSTGRES : undefined,
  );
  const system = systems.find(({ name }) => name === 'own listener')!;
  const statuses = new Map<string, number>();
  const samples: Sample[] = [];
  let sent = 0;
  const client = async (pool: Pool) => {
    while (sent < requests) {
      const kind = KINDS[sent++ % KINDS.length];
      const status = await ask(pool, system, kind);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const sampling = setInterval(() => {
    void system.child!.probe().then(({ rssBytes }) => {
      samples.push({ requests: sent, rssBytes });
    });
  }, SAMPLE_MS);
  const pool = new Pool(`http://127.0.0.1:${system.port}`, {
    connections: 2 * CLIENTS,
  });
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, () => client(pool)));
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(sampling);
  await waitFor('The settlement of every row', async () => {
    const { settled: _, ...open } = await system.rows!();
    return Object.values(open).every(rows => rows === 0);
  });
  tell(samples, seconds, requests, statuses);
  await pool.destroy();
  for (const { stop } of systems) {
    await stop();
  }
  await upstream.stop();
}

/** Answers the status, or how it ended without one. */
async function ask(pool: Pool, system: System, kind: Kind): Promise<string> {
  try {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: system.path,
      headers: { ...system.headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: system.model,
        stream: kind !== 'plain',
        max_completion_tokens: 200,
        messages: [
          {
            role: 'user',
            content: kind === 'broken provider' ? 'bench:broken' : 'Hello',
          },
        ],
      }),
    });
    if (kind === 'slow reader') {
      await pause(SLOW_READER_MS);
    }
    for await (const _ of body) {
      if (kind === 'abort') {
        break;
      }
    }
    return String(statusCode);
  } catch (error) {
    return (error as { code?: string }).code ?? 'failed';
  }
}

function tell(
  samples: readonly Sample[],
  seconds: number,
  requests: number,
  statuses: ReadonlyMap<string, number>,
): void {
  const steady = samples.filter(
    one => one.requests >= requests * WARM_UP_SHARE,
  );
  const { slope, noise } = line(
    steady.map(one => one.requests / 100_000),
    steady.map(one => one.rssBytes / MEGABYTE),
  );
  const rss = steady.map(one => one.rssBytes / MEGABYTE);
  console.log(
    [
      `${requests} requests in ${seconds.toFixed(0)} s`,
      `answers: ${JSON.stringify(Object.fromEntries(statuses))}`,
      `RSS after the warm-up: ${Math.min(...rss).toFixed(0)} to ${Math.max(
        ...rss,
      ).toFixed(0)} MB`,
      `slope: ${slope.toFixed(1)} MB per 100,000 requests, ` +
        `with a scatter of ${noise.toFixed(1)} MB around it`,
    ].join('\n'),
  );
}

/** Least squares. */
function line(xs: readonly number[], ys: readonly number[]) {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const slope =
    xs.reduce((sum, x, at) => sum + (x - meanX) * (ys[at] - meanY), 0) /
    xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const noise = Math.sqrt(
    mean(xs.map((x, at) => (ys[at] - meanY - slope * (x - meanX)) ** 2)),
  );
  return { slope, noise };
}
