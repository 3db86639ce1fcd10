import { CostGrouping } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { moneyFromSql } from '../../gateway/ledger/money';
import { isSqlite } from '../../kernel/openDatabase';
import { CalendarDay } from './calendarDays';
import { Figures } from './Figures';
import { CostQuestion, CostRow } from './types';

const GROUP_COLUMN: Record<CostGrouping, string> = {
  day: 'days.day',
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

const FIGURE_COLUMN: Record<keyof Figures, string> = {
  requests: 'requests',
  failedRequests: 'failed_requests',
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cached_input_tokens',
  outputTokens: 'output_tokens',
  costPicoUsd: 'cost_pico_usd',
  estimatedCostPicoUsd: 'estimated_cost_pico_usd',
};

const HALF = 1_000_000_000n;

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
      .select(
        groupBy.map(grouping =>
          this.#knex.ref(GROUP_COLUMN[grouping]).as(GROUP_FIELD[grouping]),
        ),
      )
      .select(
        Object.entries(FIGURE_COLUMN).map(([name, column]) =>
          this.#exactSum(column, name),
        ),
      )
      .where('hour_start_ms', '>=', days[0].startMs)
      .where('hour_start_ms', '<', days[days.length - 1].endMs)
      .groupBy(groupBy.map(grouping => GROUP_COLUMN[grouping]));
    if (groupBy.includes('day')) {
      this.#joinDays(query, days);
    }
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
    const rows: Array<Record<string, string>> = await query;
    return rows.map(row => toCostRow(row, groupBy));
  }

  /** Neither database knows the time zone's days, so the query brings them. */
  #joinDays(query: Knex.QueryBuilder, days: readonly CalendarDay[]): void {
    const places = days.map(
      () => '(CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT))',
    );
    query
      .with(
        'days',
        ['day', 'start_ms', 'end_ms'],
        this.#knex.raw(
          `VALUES ${places.join(', ')}`,
          days.flatMap(({ day, startMs, endMs }) => [day, startMs, endMs]),
        ),
      )
      .join('days', join =>
        join
          .on('hour_start_ms', '>=', 'days.start_ms')
          .andOn('hour_start_ms', '<', 'days.end_ms'),
      );
  }

  /**
   * PostgreSQL sums as `numeric`. SQLite fails past 2^63, in pico-dollars about
   * 9.2 million dollars, so there the high and the low digits are summed apart.
   */
  #exactSum(column: string, alias: string): Knex.Raw {
    return isSqlite(this.#knex)
      ? this.#knex.raw(`SUM(?? / ${HALF}) || ' ' || SUM(?? % ${HALF}) AS ??`, [
          column,
          column,
          alias,
        ])
      : this.#knex.raw('CAST(SUM(??) AS TEXT) AS ??', [column, alias]);
  }
}

function toCostRow(
  row: Record<string, string>,
  groupBy: readonly CostGrouping[],
): CostRow {
  const group = groupBy.map(grouping => {
    const field = GROUP_FIELD[grouping];
    return [field, row[field]];
  });
  const figures = Object.keys(FIGURE_COLUMN).map(name => [
    name,
    exactInteger(row[name]),
  ]);
  return {
    ...Object.fromEntries(group),
    figures: Object.fromEntries(figures),
  };
}

function exactInteger(sum: string): bigint {
  const [high, low] = sum.split(' ').map(moneyFromSql);
  return low === undefined ? high : high * HALF + low;
}
