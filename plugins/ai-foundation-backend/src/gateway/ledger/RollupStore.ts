import { Knex } from 'knex';
import { LedgerTransaction } from './LedgerTransaction';
import { moneyFromSql, moneyToSql } from './money';
import { recordset } from './recordset';

const COLUMNS = {
  hour_start_ms: 'bigint',
  team_ref: 'text',
  application_ref: 'text',
  key_id: 'text',
  model_ref: 'text',
  requests: 'bigint',
  failed_requests: 'bigint',
  input_tokens: 'bigint',
  cached_input_tokens: 'bigint',
  output_tokens: 'bigint',
  cost_pico_usd: 'numeric',
  estimated_cost_pico_usd: 'numeric',
} as const;
const KEY = Object.keys(COLUMNS).slice(0, 5);
const FIGURES = Object.keys(COLUMNS).slice(5);

/** What one request adds to the rollup of its hour. */
export interface RollupEntry {
  hourStartMs: number;
  teamRef: string;
  applicationRef: string;
  keyId: string;
  modelRef: string;
  failed: boolean;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  costPicoUsd: bigint;
  /** Whether the provider did not report the cost's usage itself. */
  estimated: boolean;
}

interface Sum extends RollupEntry {
  requests: number;
  failedRequests: number;
  estimatedCostPicoUsd: bigint;
}

/** The SQL of the hourly rollups: one statement a batch. */
export class RollupStore {
  readonly #addSql: string;

  constructor(knex: Knex) {
    this.#addSql = `
      INSERT INTO cost_rollups (${[...KEY, ...FIGURES]})
      SELECT ${[...KEY, ...FIGURES]} FROM ${recordset(knex, COLUMNS)}
      WHERE true ORDER BY ${KEY}
      ON CONFLICT (${KEY}) DO UPDATE SET ${FIGURES.map(
      name => `${name} = cost_rollups.${name} + excluded.${name}`,
    )}
      RETURNING CAST(cost_pico_usd AS TEXT) AS amount`;
  }

  async add(
    transaction: LedgerTransaction,
    entries: readonly RollupEntry[],
  ): Promise<void> {
    const changed = await transaction.run<{ amount: string }>(
      this.#addSql,
      sumsOf(entries).map(toRow),
    );
    changed.forEach(({ amount }) => moneyFromSql(amount));
  }
}

function sumsOf(entries: readonly RollupEntry[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const entry of entries) {
    const estimatedCost = entry.estimated ? entry.costPicoUsd : 0n;
    const failed = entry.failed ? 1 : 0;
    const key = [
      entry.hourStartMs,
      entry.teamRef,
      entry.applicationRef,
      entry.keyId,
      entry.modelRef,
    ].join('\n');
    const sum = sums.get(key);
    if (sum) {
      sum.requests += 1;
      sum.failedRequests += failed;
      sum.inputTokens += entry.inputTokens;
      sum.cachedInputTokens += entry.cachedInputTokens;
      sum.outputTokens += entry.outputTokens;
      sum.costPicoUsd += entry.costPicoUsd;
      sum.estimatedCostPicoUsd += estimatedCost;
    } else {
      sums.set(key, {
        ...entry,
        requests: 1,
        failedRequests: failed,
        estimatedCostPicoUsd: estimatedCost,
      });
    }
  }
  return [...sums.values()];
}

function toRow(sum: Sum) {
  return {
    hour_start_ms: sum.hourStartMs,
    team_ref: sum.teamRef,
    application_ref: sum.applicationRef,
    key_id: sum.keyId,
    model_ref: sum.modelRef,
    requests: sum.requests,
    failed_requests: sum.failedRequests,
    input_tokens: sum.inputTokens,
    cached_input_tokens: sum.cachedInputTokens,
    output_tokens: sum.outputTokens,
    cost_pico_usd: moneyToSql(sum.costPicoUsd),
    estimated_cost_pico_usd: moneyToSql(sum.estimatedCostPicoUsd),
  };
}
