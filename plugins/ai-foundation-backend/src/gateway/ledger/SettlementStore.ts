import { Knex } from 'knex';
import { LedgerTransaction } from './LedgerTransaction';
import { moneyFromSql, moneyToSql } from './money';
import { lockRowsOf, recordset } from './recordset';
import { RowEnd, SETTLEMENT_COLUMNS } from './rowEnds';

/** A row that this transaction has settled. */
export interface SettledRow {
  end: RowEnd;
  arrivedAtMs: number;
  teamRef: string;
  applicationRef: string;
  keyId: string;
  modelRef: string;
  dialect: string;
  holdPicoUsd: bigint;
}

/** The SQL of settling: a constant number of statements a batch. */
export class SettlementStore {
  readonly #moveSql: string;
  readonly #releaseSql: string;
  readonly #spendSql: string;
  readonly #keysSql: string;

  constructor(knex: Knex) {
    const columns = Object.keys(SETTLEMENT_COLUMNS).filter(
      name => name !== 'id',
    );
    // `<> 'settled'`, because the index of the state would lead through every
    // running request; in the order of ids, because a sweep may move the same.
    this.#moveSql = `
      UPDATE requests
      SET state = 'settled', ${columns.map(name => `${name} = e.${name}`)}
      FROM (
        SELECT r.* FROM requests q, ${recordset(knex, SETTLEMENT_COLUMNS)}
        WHERE q.id = r.id AND q.state <> 'settled'
        ORDER BY q.id ${lockRowsOf(knex, 'q')}
      ) AS e
      WHERE requests.id = e.id
      RETURNING requests.id, requests.arrived_at_ms, requests.team_ref,
        requests.application_ref, requests.key_id, requests.model_ref,
        requests.dialect,
        CAST(requests.hold_pico_usd AS TEXT) AS hold`;

    const ids = recordset(knex, { id: 'text' });
    this.#releaseSql = `
      DELETE FROM holds WHERE request_id IN (SELECT id FROM ${ids})
      RETURNING request_id, ceiling_id, window_key`;

    const spend = recordset(knex, {
      ceiling_id: 'text',
      window_key: 'text',
      cost: 'numeric',
    });
    this.#spendSql = `
      INSERT INTO ceiling_spend (ceiling_id, window_key, committed_pico_usd)
      SELECT ceiling_id, window_key, cost FROM ${spend}
      WHERE true ORDER BY ceiling_id, window_key
      ON CONFLICT (ceiling_id, window_key) DO UPDATE SET committed_pico_usd =
        ceiling_spend.committed_pico_usd + excluded.committed_pico_usd
      RETURNING CAST(committed_pico_usd AS TEXT) AS amount`;

    const uses = recordset(knex, { id: 'text', used_at_ms: 'bigint' });
    this.#keysSql = `
      UPDATE keys SET last_used_at_ms = used.used_at_ms
      FROM (
        SELECT k.id, r.used_at_ms FROM keys k, ${uses}
        WHERE k.id = r.id
          AND (k.last_used_at_ms IS NULL OR k.last_used_at_ms < r.used_at_ms)
        ORDER BY k.id ${lockRowsOf(knex, 'k')}
      ) AS used
      WHERE keys.id = used.id`;
  }

  /**
   * Moves admitted rows to settled and releases their holds. A row that is
   * settled already has none, and is left out.
   */
  async settle(
    transaction: LedgerTransaction,
    ends: readonly RowEnd[],
  ): Promise<{ settled: SettledRow[]; spend: Spend[] }> {
    // The first end of a request counts, in a batch as over time.
    const endById = new Map<string, RowEnd>();
    for (const end of ends) {
      if (!endById.has(end.requestId)) {
        endById.set(end.requestId, end);
      }
    }
    const [moved, released] = await Promise.all([
      transaction.run<MovedRow>(
        this.#moveSql,
        [...endById.values()].map(({ row }) => row),
      ),
      transaction.run<ReleasedHold>(
        this.#releaseSql,
        [...endById.keys()].map(id => ({ id })),
      ),
    ]);
    return {
      settled: moved.flatMap(row => toSettledRow(row, endById.get(row.id))),
      spend: spendOf(released, endById),
    };
  }

  /** Commits what was spent to the ceilings that it was held against. */
  async addSpend(
    transaction: LedgerTransaction,
    spend: readonly Spend[],
  ): Promise<void> {
    if (spend.length > 0) {
      const committed = await transaction.run<{ amount: string }>(
        this.#spendSql,
        spend.map(row => ({ ...row, cost: moneyToSql(row.cost) })),
      );
      committed.forEach(({ amount }) => moneyFromSql(amount));
    }
  }

  markKeysUsed(
    transaction: LedgerTransaction,
    uses: ReadonlyArray<{ keyId: string; arrivedAtMs: number }>,
  ): void {
    const lastByKey = new Map<string, number>();
    for (const { keyId, arrivedAtMs } of uses) {
      lastByKey.set(keyId, Math.max(lastByKey.get(keyId) ?? 0, arrivedAtMs));
    }
    transaction.write(
      this.#keysSql,
      [...lastByKey].map(([id, used_at_ms]) => ({ id, used_at_ms })),
    );
  }
}

interface MovedRow {
  id: string;
  arrived_at_ms: number | string;
  team_ref: string;
  application_ref: string;
  key_id: string;
  model_ref: string;
  dialect: string;
  hold: string;
}

function toSettledRow(row: MovedRow, end: RowEnd | undefined): SettledRow[] {
  return end
    ? [
        {
          end,
          arrivedAtMs: Number(row.arrived_at_ms),
          teamRef: row.team_ref,
          applicationRef: row.application_ref,
          keyId: row.key_id,
          modelRef: row.model_ref,
          dialect: row.dialect,
          holdPicoUsd: moneyFromSql(row.hold),
        },
      ]
    : [];
}

interface ReleasedHold {
  request_id: string;
  ceiling_id: string;
  window_key: string;
}

/** What settled requests cost under one ceiling in one window. */
export interface Spend {
  ceiling_id: string;
  window_key: string;
  cost: bigint;
}

function spendOf(
  released: readonly ReleasedHold[],
  endById: ReadonlyMap<string, RowEnd>,
): Spend[] {
  const spend = new Map<string, Spend>();
  for (const { request_id, ceiling_id, window_key } of released) {
    const cost = endById.get(request_id)?.costPicoUsd ?? 0n;
    const sum = spend.get(`${ceiling_id} ${window_key}`);
    if (sum) {
      sum.cost += cost;
    } else {
      spend.set(`${ceiling_id} ${window_key}`, {
        ceiling_id,
        window_key,
        cost,
      });
    }
  }
  return [...spend.values()];
}
