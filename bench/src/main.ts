import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Child } from './Child.ts';
import {
  type Load,
  measure,
  type Measurement,
  measureOpenStreams,
  type Workers,
} from './measure.ts';
import { RESULTS, SOURCES } from './paths.ts';
import type { Report } from './report/Report.ts';
import { table } from './report/table.ts';
import { writePage } from './report/writePage.ts';
import { soak } from './soak.ts';
import { startGateway } from './systems/startGateway.ts';
import { startPassthrough } from './systems/startPassthrough.ts';
import { startPortkey } from './systems/startPortkey.ts';
import { startProxyBackend } from './systems/startProxyBackend.ts';
import type { System } from './systems/System.ts';

const CONNECTIONS = [1, 32, 256];
const RATE_PER_SECOND = 1_000;
/** Many more than the requests that are under way at once at that rate. */
const RATE_CONNECTIONS = 256;
const OPEN_STREAMS = 1_000;
const WARM_UP_MS = 4_000;

/** What can be measured, in this order; each is stopped before the next is started. */
const SYSTEMS: Record<string, (upstream: number) => Promise<System[]>> = {
  direct: async port => [
    {
      name: 'direct',
      port,
      path: '/v1/chat/completions',
      headers: {},
      model: 'gpt-4o-mini',
      stop: async () => undefined,
    },
  ],
  passthrough: async upstream => [await startPassthrough(upstream)],
  proxy: async upstream => [await startProxyBackend(upstream)],
  portkey: async upstream => [await startPortkey(upstream)],
  sqlite: upstream => startGateway(upstream, 'sqlite', undefined),
  postgres: upstream =>
    startGateway(upstream, 'postgres', process.env.BENCH_POSTGRES),
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(SYSTEMS).join(',') },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: CONNECTIONS.join(',') },
    'no-streams': { type: 'boolean', default: false },
    'no-rate': { type: 'boolean', default: false },
    page: { type: 'string' },
    soak: { type: 'string' },
  },
});

async function main(): Promise<void> {
  if (values.page) {
    writePage(values.page);
    return;
  }
  if (values.soak) {
    await soak(
      values.only === 'postgres' ? 'postgres' : 'sqlite',
      Number(values.soak),
    );
    return;
  }
  const upstream = Child.start('upstream', join(SOURCES, 'upstream.ts'));
  const port = await upstream.next<number>('port');
  const load = Child.start('load', join(SOURCES, 'load', 'main.ts'));
  const report: Report = {
    at: new Date().toISOString(),
    node: process.versions.node,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: cpus().length,
    loadAverage: loadavg()[0],
    secondsEach: Number(values.seconds),
    measurements: [],
  };
  for (const name of values.only.split(',')) {
    const systems = await SYSTEMS[name](port);
    try {
      for (const system of systems) {
        report.measurements.push(...(await run(system, { upstream, load })));
      }
    } finally {
      for (const system of systems) {
        await system.stop();
      }
    }
  }
  await Promise.all([upstream.stop(), load.stop()]);
  console.log(`\n${table(report)}\n`);
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `${report.at.replace(/[:.]/g, '-')}.json`);
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(`Written to ${file}`);
  process.exitCode = report.measurements.some(one => one.void) ? 1 : 0;
}

async function run(system: System, workers: Workers): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const mode of modes()) {
    await measure(
      system,
      { mode, connections: 32, durationMs: WARM_UP_MS },
      workers,
    );
    for (const load of loads(mode)) {
      const measurement = await measure(system, load, workers);
      results.push(measurement);
      tell(measurement);
    }
  }
  if (!values['no-streams'] && system.child) {
    const measurement = await measureOpenStreams(system, OPEN_STREAMS, workers);
    results.push(measurement);
    tell(measurement);
  }
  return results;
}

function modes(): Measurement['mode'][] {
  return values['no-streams'] ? ['plain'] : ['plain', 'streamed'];
}

function loads(mode: Measurement['mode']): Load[] {
  const durationMs = Number(values.seconds) * 1_000;
  return [
    ...values.connections.split(',').map(connections => ({
      mode,
      connections: Number(connections),
      durationMs,
    })),
    ...(values['no-rate'] || mode === 'streamed'
      ? []
      : [
          {
            mode,
            connections: RATE_CONNECTIONS,
            ratePerSecond: RATE_PER_SECOND,
            durationMs,
          },
        ]),
  ];
}

function tell(one: Measurement): void {
  const system = one.database ? `${one.system}, ${one.database}` : one.system;
  const pace = one.ratePerSecond ? ` at ${one.ratePerSecond}/s` : '';
  console.log(
    `${system}: ${one.mode}, ${one.connections} connections${pace}: ` +
      `${one.requestsPerSecond.toFixed(
        0,
      )} requests/s, p50 ${one.latencyMs.p50.toFixed(2)} ms, ` +
      `p99 ${one.latencyMs.p99.toFixed(2)} ms${
        one.cpuUsPerRequest ? `, ${one.cpuUsPerRequest.toFixed(0)} us CPU` : ''
      }${one.void ? ` VOID: ${one.void}` : ''}`,
  );
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
