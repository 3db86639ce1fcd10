import {
  RequestDetail,
  RequestOutcome,
  RequestSummary,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { moneyFromSql } from '../../gateway/ledger/money';
import { instant } from '../../kernel/instant';
import { picoUsdColumn } from '../../kernel/picoUsdColumns';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { RequestFilter, RequestPosition } from './types';

const OUTCOME = `CASE WHEN state = 'admitted' THEN 'running' ELSE outcome END`;

const SUMMARY_COLUMNS = [
  'id',
  'arrived_at_ms',
  'key_id',
  'team_ref',
  'application_ref',
  'purpose',
  'tier',
  'dialect',
  'operation',
  'stream',
  'requested_model',
  'model_ref',
  'http_status',
  'error_code',
  'input_tokens',
  'output_tokens',
  'usage_source',
  'duration_ms',
  'time_to_first_byte_ms',
] as const;

const DETAIL_COLUMNS = [
  'provider',
  'response_model',
  'provider_request_id',
  'client_request_id',
  'settled_at_ms',
  'price_version',
  'usage',
  'raw_usage',
  'decision',
] as const;

/** PostgreSQL gives a `bigint` as text, SQLite as a number. */
type Integer = number | string;

interface SummaryRow {
  id: string;
  arrived_at_ms: Integer;
  key_id: string;
  team_ref: string;
  application_ref: string;
  purpose: string;
  tier: string;
  dialect: string;
  operation: string;
  stream: boolean | number;
  requested_model: string;
  model_ref: string;
  outcome: RequestOutcome;
  http_status: number | null;
  error_code: string | null;
  input_tokens: Integer;
  output_tokens: Integer;
  cost: string;
  usage_source: UsageSource | null;
  duration_ms: number | null;
  time_to_first_byte_ms: number | null;
}

interface DetailRow extends SummaryRow {
  provider: string;
  response_model: string | null;
  provider_request_id: string | null;
  client_request_id: string | null;
  settled_at_ms: Integer | null;
  hold: string;
  price_version: string | null;
  usage: string | null;
  raw_usage: string | null;
  decision: string;
}

/** Reads the ledger; only the gateway writes it. */
export class RequestStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The newest first, from right after a position where there is one. */
  async list(
    filter: RequestFilter,
    page: { after: RequestPosition | undefined; limit: number },
  ): Promise<RequestSummary[]> {
    const rows: SummaryRow[] = await this.#summaries()
      .where(builder => narrow(builder, filter))
      .modify(builder => {
        if (page.after) {
          builder.whereRaw('(arrived_at_ms, id) < (?, ?)', [
            page.after.arrivedAtMs,
            page.after.id,
          ]);
        }
      })
      .orderBy([
        { column: 'arrived_at_ms', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(page.limit);
    return rows.map(toSummary);
  }

  async find(
    id: string,
    teams: VisibleTeams,
  ): Promise<RequestDetail | undefined> {
    const row: DetailRow | undefined = await this.#summaries()
      .select(DETAIL_COLUMNS)
      .select(picoUsdColumn(this.#knex, 'hold_pico_usd', 'hold'))
      .where('id', id)
      .where(builder => ofTeams(builder, teams))
      .first();
    return row && toDetail(row);
  }

  #summaries(): Knex.QueryBuilder {
    return this.#knex('requests')
      .select(SUMMARY_COLUMNS)
      .select(this.#knex.raw(`${OUTCOME} AS outcome`))
      .select(picoUsdColumn(this.#knex, 'cost_pico_usd', 'cost'));
  }
}

function narrow(builder: Knex.QueryBuilder, filter: RequestFilter): void {
  ofTeams(builder, filter.teams);
  if (filter.fromMs !== undefined) {
    builder.where('arrived_at_ms', '>=', filter.fromMs);
  }
  if (filter.toMs !== undefined) {
    builder.where('arrived_at_ms', '<', filter.toMs);
  }
  if (filter.applications) {
    builder.whereIn('application_ref', filter.applications);
  }
  if (filter.keys) {
    builder.whereIn('key_id', filter.keys);
  }
  if (filter.models) {
    builder.whereIn('model_ref', filter.models);
  }
  if (filter.outcomes) {
    const places = filter.outcomes.map(() => '?').join(', ');
    builder.whereRaw(`${OUTCOME} IN (${places})`, filter.outcomes);
  }
}

function ofTeams(builder: Knex.QueryBuilder, teams: VisibleTeams): void {
  if (teams !== 'all') {
    builder.whereIn('team_ref', [...teams]);
  }
}

function toSummary(row: SummaryRow): RequestSummary {
  return {
    id: row.id,
    at: instant(Number(row.arrived_at_ms)),
    keyId: row.key_id,
    teamRef: row.team_ref,
    applicationRef: row.application_ref || undefined,
    purpose: row.purpose,
    tier: row.tier,
    dialect: row.dialect,
    operation: row.operation,
    stream: Boolean(row.stream),
    requestedModel: row.requested_model,
    modelRef: row.model_ref || undefined,
    outcome: row.outcome,
    httpStatus: row.http_status ?? undefined,
    errorCode: row.error_code ?? undefined,
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    costPicoUsd: moneyFromSql(row.cost).toString(),
    usageSource: row.usage_source ?? undefined,
    durationMs: row.duration_ms ?? undefined,
    timeToFirstByteMs: row.time_to_first_byte_ms ?? undefined,
  };
}

function toDetail(row: DetailRow): RequestDetail {
  return {
    ...toSummary(row),
    provider: row.provider || undefined,
    responseModel: row.response_model ?? undefined,
    providerRequestId: row.provider_request_id ?? undefined,
    clientRequestId: row.client_request_id ?? undefined,
    settledAt:
      row.settled_at_ms === null
        ? undefined
        : instant(Number(row.settled_at_ms)),
    holdPicoUsd: moneyFromSql(row.hold).toString(),
    priceVersion: row.price_version ?? undefined,
    usage: row.usage === null ? undefined : JSON.parse(row.usage),
    rawUsage: row.raw_usage === null ? undefined : JSON.parse(row.raw_usage),
    decision: JSON.parse(row.decision),
  };
}
