import { Knex } from 'knex';
import { LedgerTransaction } from '../ledger/LedgerTransaction';
import { lockRowsOf, recordset } from '../ledger/recordset';
import { RateWindow } from './RateWindow';

const REMEMBERED_KEYS = 10_000;

/** The SQL of rates: one small row a key that has a limit per minute. */
export class RateStore {
  readonly #addSql: string;
  readonly #lockSql: string;
  readonly #saveSql: string;
  /** Keys that have a row, so that nothing is added at each batch. */
  readonly #known = new Set<string>();

  constructor(knex: Knex) {
    const keys = recordset(knex, { key_id: 'text' });
    this.#addSql = `
      INSERT INTO key_rates (key_id, counts)
      SELECT key_id, '[]' FROM ${keys} WHERE true ORDER BY key_id
      ON CONFLICT (key_id) DO NOTHING`;
    this.#lockSql = `
      SELECT k.key_id, k.counts FROM key_rates k
      JOIN ${keys} ON r.key_id = k.key_id
      ORDER BY k.key_id ${lockRowsOf(knex, 'k')}`;
    const counts = recordset(knex, { key_id: 'text', counts: 'text' });
    this.#saveSql = `
      UPDATE key_rates SET counts = r.counts FROM ${counts}
      WHERE r.key_id = key_rates.key_id`;
  }

  /**
   * What these keys have used, locked, so that all replicas count as one; in the
   * order of their ids, so that nobody waits in a circle.
   */
  async lock(
    transaction: LedgerTransaction,
    keyIds: ReadonlySet<string>,
  ): Promise<Map<string, RateWindow>> {
    if (keyIds.size === 0) {
      return new Map();
    }
    const keys = [...keyIds].map(key_id => ({ key_id }));
    if (keys.some(({ key_id }) => !this.#known.has(key_id))) {
      await transaction.run(this.#addSql, keys);
    }
    let rows = await this.#lockRows(transaction, keys);
    if (rows.length < keys.length) {
      // The transaction that added a row was rolled back.
      await transaction.run(this.#addSql, keys);
      rows = await this.#lockRows(transaction, keys);
    }
    this.#remember(rows.map(({ key_id }) => key_id));
    return new Map(
      rows.map(({ key_id, counts }) => [key_id, RateWindow.parse(counts)]),
    );
  }

  save(
    transaction: LedgerTransaction,
    windows: ReadonlyMap<string, RateWindow>,
  ): void {
    if (windows.size > 0) {
      transaction.write(
        this.#saveSql,
        [...windows].map(([key_id, window]) => ({
          key_id,
          counts: window.toJson(),
        })),
      );
    }
  }

  #lockRows(transaction: LedgerTransaction, keys: readonly object[]) {
    return transaction.run<{ key_id: string; counts: string }>(
      this.#lockSql,
      keys,
    );
  }

  #remember(keyIds: readonly string[]): void {
    if (this.#known.size + keyIds.length > REMEMBERED_KEYS) {
      this.#known.clear();
    }
    keyIds.forEach(id => this.#known.add(id));
  }
}
