import { Knex } from 'knex';
import { TimeWindow } from '../../kernel/windows';
import { moneyFromSql } from './money';
import { lockRowsOf, recordset, runWith } from './recordset';
import { REQUEST_COLUMNS, RequestRow } from './requestRows';

export interface CeilingScope {
  kind: 'organisation' | 'team' | 'application' | 'key' | 'model';
  /** Empty for the organisation. */
  ref: string;
}

export interface LedgerCeiling {
  id: string;
  scope: CeilingScope;
  window: TimeWindow;
  timeZone: string;
  amountPicoUsd: bigint;
}

export interface CeilingWindow {
  ceilingId: string;
  windowKey: string;
}

export interface WindowSums extends CeilingWindow {
  committedPicoUsd: bigint;
  heldPicoUsd: bigint;
}

/** Columns of `holds`. */
const HOLD_COLUMNS = {
  request_id: 'text',
  ceiling_id: 'text',
  window_key: 'text',
  amount_pico_usd: 'numeric',
} as const;

export interface HoldRow {
  request_id: string;
  ceiling_id: string;
  window_key: string;
  amount_pico_usd: string;
}

/** The SQL of admission: a constant number of statements a batch. */
export class AdmissionStore {
  readonly #ceilingsSql: string;
  readonly #sumsSql: string;
  readonly #rowsSql: string;
  readonly #holdsSql: string;

  constructor(knex: Knex) {
    const scopes = recordset(knex, { kind: 'text', ref: 'text' });
    this.#ceilingsSql = `
      SELECT id, scope_kind, scope_ref, time_window, time_zone,
        CAST(amount_pico_usd AS TEXT) AS amount
      FROM ceilings
      WHERE (scope_kind, scope_ref) IN (SELECT kind, ref FROM ${scopes})
      ORDER BY id ${lockRowsOf(knex, 'ceilings')}`;

    const windows = recordset(knex, { ceiling_id: 'text', window_key: 'text' });
    this.#sumsSql = `
      SELECT r.ceiling_id, r.window_key,
        CAST(coalesce(s.committed_pico_usd, 0) AS TEXT) AS committed,
        CAST(coalesce((
          SELECT sum(h.amount_pico_usd) FROM holds h
          WHERE h.ceiling_id = r.ceiling_id AND h.window_key = r.window_key
        ), 0) AS TEXT) AS held
      FROM ${windows}
      LEFT JOIN ceiling_spend s
        ON s.ceiling_id = r.ceiling_id AND s.window_key = r.window_key`;

    this.#rowsSql = insertSql(knex, 'requests', REQUEST_COLUMNS);
    this.#holdsSql = insertSql(knex, 'holds', HOLD_COLUMNS);
  }

  /**
   * Finds the ceilings of some scopes and locks them, so that no other
   * transaction holds against them before this one ends.
   */
  async lockCeilings(
    transaction: Knex.Transaction,
    scopes: readonly CeilingScope[],
  ): Promise<LedgerCeiling[]> {
    const rows = await runWith<{
      id: string;
      scope_kind: CeilingScope['kind'];
      scope_ref: string;
      time_window: TimeWindow;
      time_zone: string;
      amount: string;
    }>(transaction, this.#ceilingsSql, scopes);
    return rows.map(row => ({
      id: row.id,
      scope: { kind: row.scope_kind, ref: row.scope_ref },
      window: row.time_window,
      timeZone: row.time_zone,
      amountPicoUsd: moneyFromSql(row.amount),
    }));
  }

  /**
   * What is committed and held, read in one statement after the lock: a
   * settlement that commits between two statements would be in neither.
   */
  async readSums(
    transaction: Knex.Transaction,
    windows: readonly CeilingWindow[],
  ): Promise<WindowSums[]> {
    const rows = await runWith<{
      ceiling_id: string;
      window_key: string;
      committed: string;
      held: string;
    }>(
      transaction,
      this.#sumsSql,
      windows.map(({ ceilingId, windowKey }) => ({
        ceiling_id: ceilingId,
        window_key: windowKey,
      })),
    );
    return rows.map(row => ({
      ceilingId: row.ceiling_id,
      windowKey: row.window_key,
      committedPicoUsd: moneyFromSql(row.committed),
      heldPicoUsd: moneyFromSql(row.held),
    }));
  }

  async insertRequests(
    transaction: Knex.Transaction,
    rows: readonly RequestRow[],
  ): Promise<void> {
    await runWith(transaction, this.#rowsSql, rows);
  }

  async insertHolds(
    transaction: Knex.Transaction,
    rows: readonly HoldRow[],
  ): Promise<void> {
    await runWith(transaction, this.#holdsSql, rows);
  }
}

function insertSql(
  knex: Knex,
  table: string,
  columns: Parameters<typeof recordset>[1],
): string {
  const names = Object.keys(columns);
  return `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${recordset(
    knex,
    columns,
  )}`;
}
