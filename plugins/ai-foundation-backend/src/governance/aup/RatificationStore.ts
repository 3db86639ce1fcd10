import { Knex } from 'knex';
import { RatificationRecord } from './types';

/** The sponsor's decisions on versions, in SQL. */
export class RatificationStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether rows of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  async list(knex: Knex = this.#knex): Promise<RatificationRecord[]> {
    const query = knex('aup_ratifications').orderBy('ratified_at_ms');
    if (!this.#countsDemo) {
      query.whereNot('origin', 'demo');
    }
    const rows = await query;
    return rows.map(row => ({
      version: row.version,
      sha256: row.sha256,
      statement: row.statement,
      ratifiedBy: row.ratified_by,
      ratifiedByName: row.ratified_by_name,
      seat: row.seat,
      ratifiedAtMs: Number(row.ratified_at_ms),
      origin: row.origin,
    }));
  }

  async insert(
    transaction: Knex.Transaction,
    record: RatificationRecord,
  ): Promise<void> {
    await transaction('aup_ratifications').insert({
      version: record.version,
      sha256: record.sha256,
      statement: record.statement,
      ratified_by: record.ratifiedBy,
      ratified_by_name: record.ratifiedByName,
      seat: record.seat,
      ratified_at_ms: record.ratifiedAtMs,
      origin: record.origin,
    });
  }
}
