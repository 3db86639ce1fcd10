import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import createKnex, { type Knex } from 'knex';
import { Child } from '../Child.ts';
import { NODE_TRANSFORM, ROOT, WORKSPACE } from '../paths.ts';
import { freePort } from './freePort.ts';
import { Portal } from './Portal.ts';
import type { Database, System } from './System.ts';
import { waitFor } from './waitFor.ts';

/** By then a portal has begun with everything that it does by itself at first. */
const FIRST_WORK_MS = 50_000;
/** Of a second. */
const IDLE_CPU_US = 100_000;
const PER_MINUTE = 1_000_000_000;

/**
 * The whole portal of the example company with every control on: policy from
 * catalog and database, ceilings of organisation, team and key, limits per
 * minute. Answers its route behind the portal and its own listener.
 */
export async function startGateway(
  upstream: number,
  database: Database,
  postgres: string | undefined,
): Promise<System[]> {
  mkdirSync(WORKSPACE, { recursive: true });
  const folder = mkdtempSync(join(WORKSPACE, `${database}-`));
  const [port, listenPort] = [await freePort(), await freePort()];
  const child = Child.start(
    `gateway-${database}`,
    join(ROOT, 'packages', 'backend', 'src', 'index.ts'),
    {
      cwd: join(ROOT, 'packages', 'backend'),
      execArgv: NODE_TRANSFORM,
      args: ['--config', join(ROOT, 'app-config.yaml')],
      env: {
        NODE_ENV: 'development',
        ...settings({ port, listenPort, upstream, folder, postgres }),
      },
    },
  );
  const portal = new Portal(port);
  await waitFor('The start of the portal', () => portal.isReady());
  const secret = await portal.prepare();
  await untilIdle(child);
  const ledger = openLedger(folder, postgres);
  const common = {
    database,
    model: 'gpt-4o-mini',
    headers: { authorization: `Bearer ${secret}` },
    child,
    rows: () => countRows(ledger),
  };
  return [
    {
      ...common,
      name: 'portal route',
      port,
      path: '/api/ai-foundation/openai/v1/chat/completions',
      stop: async () => undefined,
    },
    {
      ...common,
      name: 'own listener',
      port: listenPort,
      path: '/openai/v1/chat/completions',
      stop: async () => {
        await ledger.destroy();
        await child.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    },
  ];
}

/** A portal reads its catalog, sends out its policy and checks its gateway after it has started. */
async function untilIdle(child: Child): Promise<void> {
  await pause(FIRST_WORK_MS);
  let { cpuUs } = await child.probe();
  for (let idleSeconds = 0, left = 60; idleSeconds < 5 && left > 0; left -= 1) {
    await pause(1_000);
    const now = await child.probe();
    idleSeconds = now.cpuUs - cpuUs < IDLE_CPU_US ? idleSeconds + 1 : 0;
    cpuUs = now.cpuUs;
  }
}

/** Configuration as Backstage reads it from the environment, as JSON. */
function settings(options: {
  port: number;
  listenPort: number;
  upstream: number;
  folder: string;
  postgres: string | undefined;
}): Record<string, string> {
  const url = `http://localhost:${options.port}`;
  const config = {
    app_baseUrl: url,
    backend_baseUrl: url,
    backend_listen_port: options.port,
    // Its pages need not have been built.
    backend_startup_plugins_app_onPluginBootFailure: 'continue',
    ...(options.postgres
      ? {
          backend_database: {
            client: 'pg',
            connection: connectionOf(options.postgres),
            plugin: {
              search: { client: 'better-sqlite3', connection: ':memory:' },
            },
          },
        }
      : { backend_database_connection_directory: options.folder }),
    aiFoundation_providers_openai_baseUrl: `http://127.0.0.1:${options.upstream}/v1`,
    aiFoundation_keys_limits_requestsPerMinute: PER_MINUTE,
    aiFoundation_keys_limits_tokensPerMinute: PER_MINUTE,
    aiFoundation_gateway_listen: {
      port: options.listenPort,
      host: '127.0.0.1',
      maxRequestsPerConnection: PER_MINUTE,
    },
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `APP_CONFIG_${key}`,
      JSON.stringify(value),
    ]),
  );
}

function connectionOf(postgres: string) {
  const { hostname, port, username, password } = new URL(postgres);
  return {
    host: hostname,
    port: Number(port),
    user: username,
    password: decodeURIComponent(password),
  };
}

/** A second connection to the plugin's database, to count what it holds. */
function openLedger(folder: string, postgres: string | undefined): Knex {
  return postgres
    ? createKnex({
        client: 'pg',
        connection: {
          ...connectionOf(postgres),
          database: 'backstage_plugin_ai-foundation',
        },
        pool: { min: 0, max: 1 },
      })
    : createKnex({
        client: 'better-sqlite3',
        connection: join(folder, 'ai-foundation.sqlite'),
        useNullAsDefault: true,
      });
}

async function countRows(ledger: Knex): Promise<Record<string, number>> {
  const rows: Array<{ state: string; rows: number | string }> = await ledger(
    'requests',
  )
    .whereNot('key_id', '')
    .where('provider', 'openai')
    .groupBy('state')
    .select('state')
    .count({ rows: '*' });
  return Object.fromEntries(
    rows.map(({ state, rows: count }) => [state, Number(count)]),
  );
}
