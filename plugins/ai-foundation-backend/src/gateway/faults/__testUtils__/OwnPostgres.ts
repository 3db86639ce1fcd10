import { join, resolve } from 'node:path';

/** What of the scripts is used here; they run before anything is compiled. */
interface PostgresScripts {
  createCluster(env: NodeJS.ProcessEnv): Promise<Cluster>;
  removeCluster(cluster: Cluster): void;
  startServer(cluster: Cluster, settings: string[]): Promise<Server>;
}

interface Cluster {
  url: string;
}

interface Server {
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const SCRIPTS = resolve(__dirname, '../../../../../../scripts');
const RESTART_LIMIT_MS = 20_000;

/**
 * A real PostgreSQL of a test's own, which it may kill. What it has confirmed
 * outlives it.
 */
export class OwnPostgres {
  readonly #scripts: PostgresScripts;
  readonly #cluster: Cluster;
  #server: Server | undefined;

  static async start(): Promise<OwnPostgres> {
    const scripts: PostgresScripts = require(join(SCRIPTS, 'postgres.cjs'));
    const cluster = await scripts.createCluster(process.env);
    const postgres = new OwnPostgres(scripts, cluster);
    await postgres.#start();
    return postgres;
  }

  private constructor(scripts: PostgresScripts, cluster: Cluster) {
    this.#scripts = scripts;
    this.#cluster = cluster;
  }

  get url(): string {
    return this.#cluster.url;
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  /** After a crash: its orphaned sessions may still be at their end, so it is tried again. */
  async restart(): Promise<void> {
    const endMs = performance.now() + RESTART_LIMIT_MS;
    for (;;) {
      try {
        await this.#start();
        return;
      } catch (error) {
        if (performance.now() > endMs) {
          throw error;
        }
        await new Promise(later => setTimeout(later, 200));
      }
    }
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#scripts.removeCluster(this.#cluster);
  }

  async #start(): Promise<void> {
    this.#server = await this.#scripts.startServer(this.#cluster, [
      'max_connections=200',
    ]);
  }
}
