import { Knex } from 'knex';
import { breathe } from '../../kernel/breathe';
import { Clock } from '../../kernel/Clock';
import { RetentionConfig } from '../../kernel/config/retentionConfig';

const DAY_MS = 24 * 60 * 60_000;
/** Small, so that requests that run meanwhile hardly wait. */
const BATCH = 500;

/**
 * Deletes rows of the ledger when their time is over: only settled ones, which
 * hold nothing any more. The sums by the hour and what is committed against
 * ceilings are kept apart, and stay.
 */
export class RequestRetention {
  readonly #knex: Knex;
  readonly #config: RetentionConfig;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; config: RetentionConfig; clock: Clock }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#clock = options.clock;
  }

  /** @returns how many rows were deleted. */
  async forget(signal: AbortSignal): Promise<number> {
    const beforeMs = this.#clock() - this.#config.requestsDays * DAY_MS;
    let forgotten = 0;
    for (let found = BATCH; found === BATCH && !signal.aborted; ) {
      found = await this.#deleteOldest(beforeMs);
      forgotten += found;
      await breathe();
    }
    return forgotten;
  }

  async #deleteOldest(beforeMs: number): Promise<number> {
    const oldest = this.#knex('requests')
      .select('id')
      .where('arrived_at_ms', '<', beforeMs)
      .where('state', 'settled')
      .orderBy(['arrived_at_ms', 'id'])
      .limit(BATCH);
    return this.#knex('requests').whereIn('id', oldest).delete();
  }
}
