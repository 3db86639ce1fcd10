import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';
import { Child } from '../Child.ts';
import { NODE_TRANSFORM, ROOT, WORKSPACE } from '../paths.ts';
import { freePort } from './freePort.ts';
import type { Database, System } from './System.ts';
import { waitFor } from './waitFor.ts';

const MEMBER = 'user:default/jonas.lindqvist';
const FINANCE = 'user:default/ingrid.solberg';
const TEAM = 'group:default/shipment-tracking';
const MODEL = 'aimodel:default/gpt-4o-mini';
/** High enough to be in nobody's way, and checked all the same. */
const CEILING_USD = '100000';
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

/** The portal's API, as its people use it. */
class Portal {
  readonly #url: string;

  constructor(port: number) {
    this.#url = `http://localhost:${port}`;
  }

  /** Whether it runs, and the example company's decisions are taken. */
  async isReady(): Promise<boolean> {
    const models = await this.#call(MEMBER, 'GET', '/models');
    return JSON.stringify(models).includes('"approved"');
  }

  /** Acknowledges the policy, sets ceilings and issues a key; answers its secret. */
  async prepare(): Promise<string> {
    const { version } = (await this.#call(MEMBER, 'GET', '/aup/current')) as {
      version: string;
    };
    await this.#call(
      MEMBER,
      'POST',
      `/aup/versions/${version}/acknowledgements`,
      {},
    );
    const { key, secret } = (await this.#call(MEMBER, 'POST', '/keys', {
      owner: TEAM,
      purpose: 'code-assistance',
      models: [MODEL],
      tier: 'internal',
      expiresInDays: 30,
    })) as { key: { id: string }; secret: string };
    for (const scope of [
      { kind: 'organisation' },
      { kind: 'team', ref: TEAM },
      { kind: 'key', ref: key.id },
    ]) {
      await this.#call(FINANCE, 'PUT', '/ceilings', {
        scope,
        amountUsd: CEILING_USD,
        reason: 'For the benchmark',
      });
    }
    return secret;
  }

  async #call(
    person: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown> {
    const session = await fetch(`${this.#url}/api/auth/demo/refresh`, {
      headers: {
        'x-demo-person': person,
        'x-requested-with': 'XMLHttpRequest',
      },
    });
    const { backstageIdentity } = (await session.json()) as {
      backstageIdentity: { token: string };
    };
    const answer = await fetch(`${this.#url}/api/ai-foundation${path}`, {
      method,
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${await answer.text()}`);
    }
    return answer.json();
  }
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
