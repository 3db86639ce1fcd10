import { Knex } from 'knex';
import { isSqlite } from '../../kernel/openDatabase';
import { Clock } from '../../kernel/Clock';

const INTERVAL_MS = 1_000;
/** A database that answers later than that is as good as gone. */
const PATIENCE_MS = 3_000;

/** Asks the database again and again whether it is there, and what time it is. */
export class DatabaseWatch {
  readonly #knex: Knex;
  readonly #clock: Clock;
  #answeredAt = performance.now();
  #latencyMs = 0;
  #clockSkewMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  /** Since it last answered. */
  get silentForMs(): number {
    return performance.now() - this.#answeredAt;
  }

  get latencyMs(): number {
    return this.#latencyMs;
  }

  /** How far this process's clock is ahead of the database's; 0 on SQLite, which has none of its own. */
  get clockSkewMs(): number {
    return this.#clockSkewMs;
  }

  start(): void {
    void this.#tick();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #tick(): Promise<void> {
    await this.#look().catch(() => undefined);
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void this.#tick(), INTERVAL_MS).unref();
    }
  }

  async #look(): Promise<void> {
    const startedAt = performance.now();
    const theirMs = await this.#timeOfDatabase();
    this.#answeredAt = performance.now();
    this.#latencyMs = this.#answeredAt - startedAt;
    this.#clockSkewMs =
      theirMs === undefined ? 0 : this.#clock() - this.#latencyMs / 2 - theirMs;
  }

  async #timeOfDatabase(): Promise<number | undefined> {
    if (isSqlite(this.#knex)) {
      await this.#knex.raw('SELECT 1');
      return undefined;
    }
    const { rows } = await this.#knex
      .raw('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now_ms')
      .timeout(PATIENCE_MS);
    return Number(rows[0].now_ms);
  }
}
