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
import { FoundRequests, RequestFilter, RequestPosition } from './types';

/** Rows that one page looks into at most: some tens of milliseconds of work. */
export const SCANNED_ROWS = 5_000;

/** SQLite joins no more than 500 selects. */
const MOST_STRANDS = 100;

const NEWEST_FIRST = [
  { column: 'arrived_at_ms', order: 'desc' },
  { column: 'id', order: 'desc' },
];

const OUTCOME = `CASE WHEN state = 'admitted' THEN 'running' ELSE outcome END`;

/** The contents of a call are those of its first attempt. */
const CONTENT_KEPT = `EXISTS (
  SELECT 1 FROM request_contents c
  WHERE c.request_id = coalesce(requests.call_id, requests.id)
) AS content_kept`;

const SUMMARY_COLUMNS = [
  'id',
  'call_id',
  'attempt',
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
  call_id: string | null;
  attempt: number;
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
  content_kept: boolean | number;
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

  /**
   * The newest first, from right after a position where there is one. What only
   * the rows themselves tell is looked for in a bounded number of them, so that a
   * rare answer in a ledger of millions costs no more than a common one.
   */
  async list(
    filter: RequestFilter,
    page: { after: RequestPosition | undefined; limit: number },
  ): Promise<FoundRequests> {
    if (!looksIntoRows(filter)) {
      const rows = await this.#summaries(
        this.#newest(filter, page.after, page.limit),
      );
      return { items: rows.map(toSummary), stoppedAt: undefined };
    }
    const scanned = this.#newest(filter, page.after, SCANNED_ROWS);
    const rows = await this.#summaries(
      this.#knex
        .from(scanned.clone().as('requests'))
        .where(builder => fits(builder, filter))
        .orderBy(NEWEST_FIRST)
        .limit(page.limit),
    );
    return {
      items: rows.map(toSummary),
      stoppedAt:
        rows.length < page.limit
          ? await lastOf(scanned, SCANNED_ROWS)
          : undefined,
    };
  }

  async find(
    id: string,
    teams: VisibleTeams,
  ): Promise<RequestDetail | undefined> {
    const [row]: DetailRow[] = await this.#summaries(
      this.#knex('requests')
        .select(DETAIL_COLUMNS)
        .select(picoUsdColumn(this.#knex, 'hold_pico_usd', 'hold'))
        .select(this.#knex.raw(CONTENT_KEPT))
        .where('id', id)
        .where(builder => ofTeams(builder, teams))
        .limit(1),
    );
    return row && toDetail(row, await this.#attemptsOf(row.call_id ?? row.id));
  }

  /** All of one key, and so of one team. */
  async #attemptsOf(callId: string): Promise<RequestSummary[]> {
    const rows: SummaryRow[] = await this.#summaries(
      this.#knex('requests')
        .where('id', callId)
        .orWhere('call_id', callId)
        .orderBy('attempt'),
    );
    return rows.map(toSummary);
  }

  /**
   * The newest rows of a scope. Each team, application or key of several is
   * followed along its own index, which SQLite would not do for a list of them.
   */
  #newest(
    filter: RequestFilter,
    after: RequestPosition | undefined,
    limit: number,
  ): Knex.QueryBuilder {
    const newest = (rows: Knex.QueryBuilder) =>
      rows.orderBy(NEWEST_FIRST).limit(limit);
    const inScope = () =>
      this.#knex('requests')
        .where(builder => narrow(builder, filter))
        .modify(builder => startAfter(builder, after));
    const { column, values } = narrowest(filter);
    if (values.length < 2 || values.length > MOST_STRANDS) {
      return newest(inScope());
    }
    const strands = values.map(value =>
      this.#knex.from(newest(inScope().where(column, value)).as('strand')),
    );
    return newest(this.#knex.from(this.#knex.unionAll(strands).as('requests')));
  }

  #summaries(from: Knex.QueryBuilder): Knex.QueryBuilder {
    return from
      .select(SUMMARY_COLUMNS)
      .select(this.#knex.raw(`${OUTCOME} AS outcome`))
      .select(picoUsdColumn(this.#knex, 'cost_pico_usd', 'cost'));
  }
}

function startAfter(
  builder: Knex.QueryBuilder,
  position: RequestPosition | undefined,
): void {
  if (position) {
    builder.whereRaw('(arrived_at_ms, id) < (?, ?)', [
      position.arrivedAtMs,
      position.id,
    ]);
  }
}

/** Narrows by what an index leads to. */
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
}

/** The list of a filter that leaves the fewest rows. */
function narrowest({ keys, applications, teams }: RequestFilter): {
  column: string;
  values: readonly string[];
} {
  if (keys) {
    return { column: 'key_id', values: keys };
  }
  return applications
    ? { column: 'application_ref', values: applications }
    : { column: 'team_ref', values: teams === 'all' ? [] : [...teams] };
}

/** Columns that no index leads to, with the filter of each. */
const LISTED = {
  model_ref: 'models',
  tier: 'tiers',
  provider: 'providers',
  error_code: 'errorCodes',
  usage_source: 'usageSources',
} as const;

/** Each id that somebody may have of a request. */
const ID_COLUMNS = [
  'id',
  'call_id',
  'client_request_id',
  'provider_request_id',
] as const;

function looksIntoRows(filter: RequestFilter): boolean {
  return (
    filter.id !== undefined ||
    filter.outcomes !== undefined ||
    filter.minDurationMs !== undefined ||
    filter.minCostPicoUsd !== undefined ||
    Object.values(LISTED).some(name => filter[name] !== undefined)
  );
}

/** Narrows by what the rows themselves tell. */
function fits(builder: Knex.QueryBuilder, filter: RequestFilter): void {
  for (const [column, name] of Object.entries(LISTED)) {
    const values = filter[name];
    if (values) {
      builder.whereIn(column, values);
    }
  }
  const { id } = filter;
  if (id !== undefined) {
    builder.where(either => {
      for (const column of ID_COLUMNS) {
        either.orWhere(column, id);
      }
    });
  }
  if (filter.outcomes) {
    const places = filter.outcomes.map(() => '?').join(', ');
    builder.whereRaw(`${OUTCOME} IN (${places})`, filter.outcomes);
  }
  if (filter.minDurationMs !== undefined) {
    builder.where('duration_ms', '>=', filter.minDurationMs);
  }
  if (filter.minCostPicoUsd !== undefined) {
    builder.whereRaw('cost_pico_usd >= CAST(? AS numeric)', [
      String(filter.minCostPicoUsd),
    ]);
  }
}

/** The position of the last row of a search; none where it saw all there is. */
async function lastOf(
  scanned: Knex.QueryBuilder,
  limit: number,
): Promise<RequestPosition | undefined> {
  const row: { id: string; arrived_at_ms: Integer } | undefined = await scanned
    .clone()
    .select('id', 'arrived_at_ms')
    .offset(limit - 1)
    .first();
  return row && { id: row.id, arrivedAtMs: Number(row.arrived_at_ms) };
}

function ofTeams(builder: Knex.QueryBuilder, teams: VisibleTeams): void {
  if (teams !== 'all') {
    builder.whereIn('team_ref', [...teams]);
  }
}

function toSummary(row: SummaryRow): RequestSummary {
  return {
    id: row.id,
    callId: row.call_id ?? row.id,
    attempt: row.attempt,
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

function toDetail(row: DetailRow, attempts: RequestSummary[]): RequestDetail {
  return {
    ...toSummary(row),
    attempts,
    contentKept: Boolean(row.content_kept),
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
