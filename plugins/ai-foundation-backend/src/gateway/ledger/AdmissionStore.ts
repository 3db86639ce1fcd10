import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { ScopeKind } from '../../governance/ceilings/types';
import { TimeWindow } from '../../kernel/windows';
import { LedgerTransaction } from './LedgerTransaction';
import { moneyFromSql } from './money';
import { lockRowsOf, recordset } from './recordset';
import { REQUEST_COLUMNS, RequestRow } from './requestRows';

export interface CeilingScope {
  kind: ScopeKind;
  /** Empty for the organisation. */
  ref: string;
}

export interface LedgerCeiling {
  id: string;
  scope: CeilingScope;
  window: TimeWindow;
  timeZone: string;
  /** In force, with a raise that runs. */
  amountPicoUsd: bigint;
  thresholds: CeilingThreshold[];
}

export interface CeilingWindow {
  ceilingId: string;
  windowKey: string;
}

export interface WindowSums extends CeilingWindow {
  committedPicoUsd: bigint;
  heldPicoUsd: bigint;
}

const REMEMBERED_DEFINITIONS = 1_000;

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

/** Columns of `throttled_admissions`. */
const THROTTLED_COLUMNS = {
  ceiling_id: 'text',
  request_id: 'text',
  arrived_at_ms: 'bigint',
} as const;

export interface ThrottledRow {
  ceiling_id: string;
  request_id: string;
  arrived_at_ms: number;
}

/** The SQL of admission: a constant number of statements a batch. */
export class AdmissionStore {
  readonly #ceilingsSql: string;
  readonly #sumsSql: string;
  readonly #rowsSql: string;
  readonly #holdsSql: string;
  readonly #recentSql: string;
  readonly #throttledSql: string;
  readonly #forgetSql: string;
  /** As the rows hold them; ceilings are few and seldom change. */
  readonly #thresholds = new Map<string, CeilingThreshold[]>();

  constructor(knex: Knex, countsDemo: boolean) {
    const counting = (table: string) =>
      countsDemo ? '' : `AND ${table}.origin <> 'demo'`;
    const scopes = recordset(knex, {
      kind: 'text',
      ref: 'text',
      at_ms: 'bigint',
    });
    // A raise ends by the clock alone.
    this.#ceilingsSql = `
      SELECT id, scope_kind, scope_ref, time_window, time_zone, thresholds,
        CAST(amount_pico_usd AS TEXT) AS amount,
        CAST((
          SELECT max(a.amount_pico_usd) FROM ceiling_raises a
          WHERE a.ceiling_id = ceilings.id AND a.decision = 'approved'
            AND a.ended_at_ms IS NULL AND a.until_ms > r.at_ms
            ${counting('a')}
        ) AS TEXT) AS raised
      FROM ceilings
      JOIN ${scopes} ON r.kind = scope_kind AND r.ref = scope_ref
        ${counting('ceilings')}
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

    const since = recordset(knex, { ceiling_id: 'text', after_ms: 'bigint' });
    this.#recentSql = `
      SELECT t.ceiling_id, t.arrived_at_ms FROM throttled_admissions t
      JOIN ${since} ON r.ceiling_id = t.ceiling_id
      WHERE t.arrived_at_ms > r.after_ms`;
    this.#throttledSql = insertSql(
      knex,
      'throttled_admissions',
      THROTTLED_COLUMNS,
    );
    this.#forgetSql = `
      DELETE FROM throttled_admissions WHERE EXISTS (
        SELECT 1 FROM ${since}
        WHERE r.ceiling_id = throttled_admissions.ceiling_id
          AND throttled_admissions.arrived_at_ms <= r.after_ms
      )`;
  }

  /**
   * Finds the ceilings of some scopes and locks them, so that no other
   * transaction holds against them before this one ends.
   */
  async lockCeilings(
    transaction: LedgerTransaction,
    scopes: readonly CeilingScope[],
    atMs: number,
  ): Promise<LedgerCeiling[]> {
    const rows = await transaction.run<{
      id: string;
      scope_kind: CeilingScope['kind'];
      scope_ref: string;
      time_window: TimeWindow;
      time_zone: string;
      thresholds: string;
      amount: string;
      raised: string | null;
    }>(
      this.#ceilingsSql,
      scopes.map(scope => ({ ...scope, at_ms: atMs })),
    );
    return rows.map(row => ({
      id: row.id,
      scope: { kind: row.scope_kind, ref: row.scope_ref },
      window: row.time_window,
      timeZone: row.time_zone,
      amountPicoUsd: higher(
        moneyFromSql(row.amount),
        moneyFromSql(row.raised ?? '0'),
      ),
      thresholds: this.#parsed(row.thresholds),
    }));
  }

  /** When requests arrived that a throttle of these ceilings let pass lately. */
  async readThrottled(
    transaction: LedgerTransaction,
    ceilingIds: readonly string[],
    afterMs: number,
  ): Promise<Array<{ ceilingId: string; arrivedAtMs: number }>> {
    const rows = await transaction.run<{
      ceiling_id: string;
      arrived_at_ms: number | string;
    }>(
      this.#recentSql,
      ceilingIds.map(ceiling_id => ({ ceiling_id, after_ms: afterMs })),
    );
    return rows.map(row => ({
      ceilingId: row.ceiling_id,
      arrivedAtMs: Number(row.arrived_at_ms),
    }));
  }

  /** Counts requests that a throttle let pass, and forgets those that are too old to count. */
  insertThrottled(
    transaction: LedgerTransaction,
    rows: readonly ThrottledRow[],
    forgetUntilMs: number,
  ): void {
    const ceilingIds = new Set(rows.map(({ ceiling_id }) => ceiling_id));
    transaction.write(
      this.#forgetSql,
      [...ceilingIds].map(ceiling_id => ({
        ceiling_id,
        after_ms: forgetUntilMs,
      })),
    );
    transaction.write(this.#throttledSql, rows);
  }

  /**
   * What is committed and held, read in one statement after the lock: a
   * settlement that commits between two statements would be in neither.
   */
  async readSums(
    transaction: LedgerTransaction,
    windows: readonly CeilingWindow[],
  ): Promise<WindowSums[]> {
    const rows = await transaction.run<{
      ceiling_id: string;
      window_key: string;
      committed: string;
      held: string;
    }>(
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

  insertRequests(
    transaction: LedgerTransaction,
    rows: readonly RequestRow[],
  ): void {
    transaction.write(this.#rowsSql, rows);
  }

  insertHolds(transaction: LedgerTransaction, rows: readonly HoldRow[]): void {
    transaction.write(this.#holdsSql, rows);
  }

  #parsed(json: string): CeilingThreshold[] {
    const known = this.#thresholds.get(json);
    if (known) {
      return known;
    }
    if (this.#thresholds.size >= REMEMBERED_DEFINITIONS) {
      this.#thresholds.clear();
    }
    const thresholds: CeilingThreshold[] = JSON.parse(json);
    this.#thresholds.set(json, thresholds);
    return thresholds;
  }
}

function higher(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
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
