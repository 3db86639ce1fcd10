import { CostGrouping } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { moneyFromSql } from '../../gateway/ledger/money';
import { isSqlite } from '../../kernel/openDatabase';
import { dayIndexSql } from './dayIndexSql';
import { Figures } from './Figures';
import { CostQuestion, CostRow } from './types';

const GROUP_COLUMN: Record<Exclude<CostGrouping, 'day'>, string> = {
  team: 'team_ref',
  application: 'application_ref',
  model: 'model_ref',
  key: 'key_id',
};

const GROUP_FIELD = {
  day: 'day',
  team: 'teamRef',
  application: 'applicationRef',
  model: 'modelRef',
  key: 'keyId',
} as const satisfies Record<CostGrouping, keyof CostRow>;

const COUNT_COLUMN = {
  requests: 'requests',
  failedRequests: 'failed_requests',
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cached_input_tokens',
  outputTokens: 'output_tokens',
} as const satisfies Partial<Record<keyof Figures, string>>;

const MONEY_COLUMN = {
  costPicoUsd: 'cost_pico_usd',
  estimatedCostPicoUsd: 'estimated_cost_pico_usd',
} as const satisfies Partial<Record<keyof Figures, string>>;

const HALF = 1_000_000_000n;

/** Sums as text, and the groups; a day as its place among the days. */
type Row = Record<keyof Figures | keyof CostRow, string>;

/** Reads the hourly rollups; only settlement writes them. */
export class CostStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Sums the rollups by group; groups without a request have no row. */
  async sum(question: CostQuestion): Promise<CostRow[]> {
    const { days, teams, applications, models, groupBy, maxRows } = question;
    const query = this.#knex('cost_rollups')
      .select(groupBy.map(grouping => this.#group(grouping, question)))
      .select(
        Object.entries(COUNT_COLUMN).map(([name, column]) =>
          this.#knex.raw('CAST(SUM(??) AS TEXT) AS ??', [column, name]),
        ),
      )
      .select(
        Object.entries(MONEY_COLUMN).map(([name, column]) =>
          this.#sumOfMoney(column, name),
        ),
      )
      .where('hour_start_ms', '>=', days[0].startMs)
      .where('hour_start_ms', '<', days[days.length - 1].endMs)
      .groupBy(groupBy.map(grouping => GROUP_FIELD[grouping]));
    if (teams !== 'all') {
      query.whereIn('team_ref', [...teams]);
    }
    if (applications) {
      query.whereIn('application_ref', applications);
    }
    if (models) {
      query.whereIn('model_ref', models);
    }
    if (maxRows !== undefined) {
      query.limit(maxRows);
    }
    const rows: Row[] = await query;
    return rows.map(row => toCostRow(row, question));
  }

  #group(grouping: CostGrouping, { days }: CostQuestion): Knex.Raw {
    return grouping === 'day'
      ? this.#knex.raw(`${dayIndexSql(days)} AS ??`, [GROUP_FIELD.day])
      : this.#knex.raw('?? AS ??', [
          GROUP_COLUMN[grouping],
          GROUP_FIELD[grouping],
        ]);
  }

  /**
   * PostgreSQL sums as `numeric`. SQLite fails past 2^63, in pico-dollars about
   * 9.2 million dollars, so there the high and the low digits are summed apart.
   */
  #sumOfMoney(column: string, alias: string): Knex.Raw {
    return isSqlite(this.#knex)
      ? this.#knex.raw(`SUM(?? / ${HALF}) || ' ' || SUM(?? % ${HALF}) AS ??`, [
          column,
          column,
          alias,
        ])
      : this.#knex.raw('CAST(SUM(??) AS TEXT) AS ??', [column, alias]);
  }
}

function toCostRow(row: Row, { groupBy, days }: CostQuestion): CostRow {
  const groups = groupBy.map(grouping => {
    const field = GROUP_FIELD[grouping];
    const value = row[field];
    return [field, grouping === 'day' ? days[Number(value)].day : value];
  });
  return {
    ...Object.fromEntries(groups),
    figures: {
      requests: BigInt(row.requests),
      failedRequests: BigInt(row.failedRequests),
      inputTokens: BigInt(row.inputTokens),
      cachedInputTokens: BigInt(row.cachedInputTokens),
      outputTokens: BigInt(row.outputTokens),
      costPicoUsd: moneyFromSum(row.costPicoUsd),
      estimatedCostPicoUsd: moneyFromSum(row.estimatedCostPicoUsd),
    },
  };
}

function moneyFromSum(sum: string): bigint {
  const [high, low] = sum.split(' ').map(moneyFromSql);
  return low === undefined ? high : high * HALF + low;
}
