import { Knex } from 'knex';
import { DRILL_DIALECT, ScopeKind } from '../../governance/ceilings/types';
import { picoUsdColumn, picoUsdSum } from '../../kernel/picoUsdColumns';
import { moneyFromSql } from '../ledger/money';

/** Requests of a span of time that policy cannot tell apart. */
export interface RequestGroup {
  keyId: string;
  teamRef: string;
  applicationRef: string;
  tier: string;
  dialect: string;
  operation: string;
  /** As clients asked for it. */
  model: string;
  wasRefused: boolean;
  requests: number;
  costPicoUsd: bigint;
  firstAtMs: number;
  lastAtMs: number;
  /** The newest. */
  exampleId: string;
}

/** A request as a ceiling met it. */
export interface ChargedRequest {
  id: string;
  arrivedAtMs: number;
  keyId: string;
  teamRef: string;
  applicationRef: string;
  model: string;
  holdPicoUsd: bigint;
  costPicoUsd: bigint;
}

/** A minute in which a key made more requests than a pace allows. */
export interface BusyMinute extends Omit<RequestGroup, 'wasRefused'> {}

/** Which requests count under a ceiling. */
export interface ChargedScope {
  kind: ScopeKind;
  ref: string;
}

/** Each attempt at a provider has a row; a request is its first. */
const REQUESTS = 'SUM(CASE WHEN attempt = 1 THEN 1 ELSE 0 END)';

const SCOPE_COLUMN: Partial<Record<ScopeKind, string>> = {
  team: 'team_ref',
  application: 'application_ref',
  key: 'key_id',
  model: 'model_ref',
};

const WHOSE = ['key_id', 'team_ref', 'application_ref'] as const;

const ASKED = [
  ...WHOSE,
  'tier',
  'dialect',
  'operation',
  'requested_model',
] as const;

type Integer = number | string;

interface GroupRow {
  key_id: string;
  team_ref: string;
  application_ref: string;
  tier: string;
  dialect: string;
  operation: string;
  requested_model: string;
  was_refused: Integer;
  requests: Integer;
  cost: string;
  first_at_ms: Integer;
  last_at_ms: Integer;
  example_id: string;
}

interface ChargedRow {
  id: string;
  arrived_at_ms: Integer;
  key_id: string;
  team_ref: string;
  application_ref: string;
  requested_model: string;
  hold: string;
  cost: string;
}

/** Reads what was asked of the gateway, in spans short enough for one statement. */
export class ReplayStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The requests of a span, by all that a decision goes by. */
  async groups(fromMs: number, toMs: number): Promise<RequestGroup[]> {
    const rows: GroupRow[] = await this.#between(fromMs, toMs)
      .select(ASKED)
      .select(
        this.#knex.raw(
          `CASE WHEN outcome = 'refused' THEN 1 ELSE 0 END AS was_refused`,
        ),
        ...this.#totals(),
      )
      .groupBy([...ASKED, this.#knex.raw('was_refused')]);
    return rows.map(row => ({
      ...toGroup(row),
      wasRefused: Number(row.was_refused) === 1,
    }));
  }

  /** The minutes of a span in which a key had more requests let through than so many. */
  async busyMinutes(
    keyId: string,
    requestsPerMinute: number,
    span: { fromMs: number; toMs: number },
  ): Promise<BusyMinute[]> {
    const rows: GroupRow[] = await this.#between(span.fromMs, span.toMs)
      .where('key_id', keyId)
      .whereNot('outcome', 'refused')
      .select(WHOSE)
      .select(
        this.#knex.raw('MAX(tier) AS tier'),
        this.#knex.raw('MAX(dialect) AS dialect'),
        this.#knex.raw('MAX(operation) AS operation'),
        this.#knex.raw('MAX(requested_model) AS requested_model'),
        ...this.#totals(),
      )
      .groupBy([
        ...WHOSE,
        this.#knex.raw('(arrived_at_ms - arrived_at_ms % 60000)'),
      ])
      .havingRaw(`${REQUESTS} > ?`, [requestsPerMinute]);
    return rows.map(toGroup);
  }

  /** What a ceiling's scope had of requests and of cost in a span. */
  async charged(
    scope: ChargedScope,
    fromMs: number,
    toMs: number,
  ): Promise<{ requests: number; costPicoUsd: bigint }> {
    const [row] = await this.#chargedTo(scope, fromMs, toMs).select(
      this.#knex.raw(`${REQUESTS} AS requests`),
      picoUsdSum(this.#knex, 'cost_pico_usd', 'cost'),
    );
    return {
      requests: Number(row.requests ?? 0),
      costPicoUsd: moneyFromSql(row.cost),
    };
  }

  /** A page of the same, in order of arrival. */
  async chargedPage(
    scope: ChargedScope,
    span: { fromMs: number; toMs: number },
    page: {
      after: { arrivedAtMs: number; id: string } | undefined;
      limit: number;
    },
  ): Promise<ChargedRequest[]> {
    const rows: ChargedRow[] = await this.#chargedTo(
      scope,
      span.fromMs,
      span.toMs,
    )
      .modify(query => {
        if (page.after) {
          query.whereRaw('(arrived_at_ms, id) > (?, ?)', [
            page.after.arrivedAtMs,
            page.after.id,
          ]);
        }
      })
      .select('id', 'arrived_at_ms', 'requested_model', ...WHOSE)
      .select(
        picoUsdColumn(this.#knex, 'hold_pico_usd', 'hold'),
        picoUsdColumn(this.#knex, 'cost_pico_usd', 'cost'),
      )
      .orderBy(['arrived_at_ms', 'id'])
      .limit(page.limit);
    return rows.map(row => ({
      id: row.id,
      arrivedAtMs: Number(row.arrived_at_ms),
      keyId: row.key_id,
      teamRef: row.team_ref,
      applicationRef: row.application_ref,
      model: row.requested_model,
      holdPicoUsd: moneyFromSql(row.hold),
      costPicoUsd: moneyFromSql(row.cost),
    }));
  }

  #chargedTo(
    scope: ChargedScope,
    fromMs: number,
    toMs: number,
  ): Knex.QueryBuilder {
    const query = this.#between(fromMs, toMs).whereNot('outcome', 'refused');
    const column = SCOPE_COLUMN[scope.kind];
    return column ? query.where(column, scope.ref) : query;
  }

  /** Drills ask for nothing. */
  #between(fromMs: number, toMs: number): Knex.QueryBuilder {
    return this.#knex('requests')
      .where('arrived_at_ms', '>=', fromMs)
      .where('arrived_at_ms', '<', toMs)
      .whereNot('dialect', DRILL_DIALECT);
  }

  #totals(): Knex.Raw[] {
    return [
      this.#knex.raw(`${REQUESTS} AS requests`),
      picoUsdSum(this.#knex, 'cost_pico_usd', 'cost'),
      this.#knex.raw('MIN(arrived_at_ms) AS first_at_ms'),
      this.#knex.raw('MAX(arrived_at_ms) AS last_at_ms'),
      // Ids grow with time.
      this.#knex.raw('MAX(id) AS example_id'),
    ];
  }
}

function toGroup(row: Omit<GroupRow, 'was_refused'>): BusyMinute {
  return {
    keyId: row.key_id,
    teamRef: row.team_ref,
    applicationRef: row.application_ref,
    tier: row.tier,
    dialect: row.dialect,
    operation: row.operation,
    model: row.requested_model,
    requests: Number(row.requests),
    costPicoUsd: moneyFromSql(row.cost),
    firstAtMs: Number(row.first_at_ms),
    lastAtMs: Number(row.last_at_ms),
    exampleId: row.example_id,
  };
}
