import {
  AiFoundationClient,
  api,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PortalDatabase } from './portalDatabases';

const BACKEND = resolve(__dirname, '../..');
const ROOT = resolve(BACKEND, '../..');
const START_DEADLINE_MS = 120_000;

/** An engineer of the example company, and the team that they are in. */
export const ENGINEER = 'user:default/jonas.lindqvist';
export const ENGINEERS_TEAM = 'group:default/shipment-tracking';

export interface IssuedKey {
  id: string;
  secret: string;
}

/**
 * The whole portal with the example company, as its own process on a free
 * port: what `npm start` starts, with a database and a provider of the test's.
 */
export class Portal {
  readonly url: string;
  readonly #folder: string;
  readonly #configFiles: string[];
  #process: ChildProcess | undefined;
  #output = '';

  static async create(options: {
    database: PortalDatabase;
    providerUrl: string;
    /** Laid over the demo's configuration. */
    config?: Record<string, unknown>;
  }): Promise<Portal> {
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'portal-'));
    const overlay = {
      app: { baseUrl: `http://localhost:${port}` },
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { port, host: '127.0.0.1' },
        database: options.database.configFor(folder),
      },
      aiFoundation: { providers: { openai: { baseUrl: options.providerUrl } } },
    };
    const files = [overlay, options.config ?? {}].map((content, index) => ({
      path: join(folder, `app-config.${index}.json`),
      content,
    }));
    for (const { path, content } of files) {
      await writeFile(path, JSON.stringify(content));
    }
    return new Portal(
      `http://localhost:${port}`,
      folder,
      files.map(({ path }) => path),
    );
  }

  private constructor(url: string, folder: string, configFiles: string[]) {
    this.url = url;
    this.#folder = folder;
    this.#configFiles = configFiles;
  }

  /** Base URL of the data plane's OpenAI dialect. */
  get gatewayUrl(): string {
    return `${this.url}/api/ai-foundation/openai/v1`;
  }

  /** Everything that the process has written so far. */
  get output(): string {
    return this.#output;
  }

  /** Where SQLite keeps its files. */
  get folder(): string {
    return this.#folder;
  }

  /** Starts the process and waits until it is ready and has its seed. */
  async start(): Promise<void> {
    const configs = ['app-config.yaml', ...this.#configFiles].flatMap(file => [
      '--config',
      resolve(ROOT, file),
    ]);
    const child = spawn(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        'src/index.ts',
        ...configs,
      ],
      {
        cwd: BACKEND,
        env: { ...process.env, NODE_ENV: 'development', NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', text => {
        this.#output += text;
      });
    }
    await this.#until('the portal is ready', async () => {
      const ready = await fetch(`${this.url}/.backstage/health/v1/readiness`);
      return ready.ok;
    });
    await this.#until('the example company is there', async () => {
      const client = await this.as(ENGINEER);
      const { items } = await client.call(api.listModels);
      return items.some(({ approval }) => approval === 'approved');
    });
  }

  async #until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + START_DEADLINE_MS;
    while (!(await isSo().catch(() => false))) {
      if (Date.now() > end || this.#process?.exitCode !== null) {
        throw new Error(
          `Never happened: ${what}\n${this.#output.slice(-5_000)}`,
        );
      }
      await wait(200);
    }
  }

  /** A Backstage token of an example person. */
  async signIn(userRef: string): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/demo/refresh`, {
      headers: {
        'x-demo-person': userRef,
        'x-requested-with': 'XMLHttpRequest',
      },
    });
    const { backstageIdentity } = await response.json();
    return backstageIdentity.token;
  }

  /** The control plane, as a person of the example company. */
  async as(userRef: string): Promise<AiFoundationClient> {
    const token = await this.signIn(userRef);
    return new AiFoundationClient({
      discoveryApi: { getBaseUrl: async () => `${this.url}/api/ai-foundation` },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            headers: { ...init?.headers, authorization: `Bearer ${token}` },
          }),
      },
    });
  }

  /** Acknowledges the policy and issues a key, as an engineer does. */
  async issueKey(): Promise<IssuedKey> {
    const client = await this.as(ENGINEER);
    const { version, sha256, document } = await client.call(api.getCurrentAup);
    await client.call(api.acknowledgeAup, {
      params: { version },
      body: { sha256 },
    });
    const { key, secret } = await client.call(api.issueKey, {
      body: {
        owner: ENGINEERS_TEAM,
        purpose: document.purposes[0].id,
        models: ['gpt-4o-mini', 'gpt-4o'],
        tier: 'internal',
      },
    });
    return { id: key.id, secret };
  }

  /** Ends it as a crash would: no handler runs. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it as an operator does; its data stays. */
  async shutDown(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends it and forgets its data. */
  async stop(): Promise<void> {
    await this.shutDown();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
