import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Knex } from 'knex';

const ROOT = resolve(__dirname, '../../../..');
const START_LIMIT_MS = 60_000;

/** A data plane alone, in a process of its own. */
export interface GatewayProcess {
  /** Without a dialect's path, for example `http://127.0.0.1:40123`. */
  url: string;
  process: ChildProcess;
  /** Everything that it has written so far. */
  output(): string;
  /** Sends a signal, SIGTERM unless told otherwise, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null }>;
}

export interface GatewayProcessOptions {
  /** Of PostgreSQL, with the name of the database that the portal has migrated. */
  databaseUrl: string;
  /** Default: any free one. */
  port?: number;
  /** `aiFoundation`, as the portal has it, with its providers; `gateway.listen` is given to it. */
  aiFoundation?: {
    gateway?: Record<string, unknown>;
    [key: string]: unknown;
  };
  /** On top of this process's environment. */
  env?: Record<string, string>;
}

/** Starts a data plane beside whatever migrated the database, and waits until it listens. */
export async function startGatewayProcess(
  options: GatewayProcessOptions,
): Promise<GatewayProcess> {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const config = join(directory, 'app-config.json');
  writeFileSync(config, JSON.stringify(configOf(options)));
  const child = spawn(
    process.execPath,
    [
      '-r',
      '@backstage/cli/config/nodeTransform.cjs',
      join(ROOT, 'packages/gateway/src/index.ts'),
      '--config',
      config,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(child, 'exit').finally(() =>
    rmSync(directory, { recursive: true }),
  );
  const written: string[] = [];
  const output = () => written.join('');
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => written.push(text));
  }
  const url = await listening(child, output);
  return {
    url,
    process: child,
    output,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
      }
      const [code] = await ended;
      return { code };
    },
  };
}

function configOf({ databaseUrl, port, aiFoundation }: GatewayProcessOptions) {
  return {
    backend: {
      database: {
        client: 'pg',
        connection: databaseUrl,
        plugin: { 'ai-foundation': { connection: databaseUrl } },
      },
    },
    aiFoundation: {
      ...aiFoundation,
      gateway: {
        ...aiFoundation?.gateway,
        listen: { host: '127.0.0.1', port: port ?? 0 },
      },
    },
  };
}

/** @throws Error with what it wrote, where it ends or takes too long instead. */
async function listening(
  child: ChildProcess,
  output: () => string,
): Promise<string> {
  const endMs = performance.now() + START_LIMIT_MS;
  while (performance.now() < endMs && child.exitCode === null) {
    const url = /The data plane listens on (https?:\/\/[^\s"]+)/.exec(
      output(),
    )?.[1];
    if (url) {
      return url;
    }
    await new Promise(resolved => setTimeout(resolved, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`The gateway did not start: ${output()}`);
}

/** The database of a bench, as another process reaches it. */
export function databaseUrlOf(knex: Knex): string {
  const { connection } = knex.client.config;
  if (typeof connection === 'string') {
    return connection;
  }
  const url = new URL(
    connection.connectionString ??
      `postgres://${connection.host}:${connection.port ?? 5432}`,
  );
  url.username = connection.user ?? url.username;
  url.password = connection.password ?? url.password;
  url.pathname = connection.database ?? url.pathname;
  return url.href;
}
