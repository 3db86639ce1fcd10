import { Knex } from 'knex';
import { moneyFromSql } from '../ledger/money';

/** A gateway that has not said so for so long does not live. */
const SILENT_AFTER_MS = 10_000;
const HOUR_MS = 60 * 60_000;

/** A request's row, as far as a validation looks at it. */
export interface EvidenceRow {
  id: string;
  instanceId: string;
  state: string;
  outcome: string;
  httpStatus: number | undefined;
  errorCode: string | undefined;
  modelRef: string;
  provider: string;
  providerRequestId: string | undefined;
  usageSource: string | undefined;
  inputTokens: number;
  outputTokens: number;
  costPicoUsd: bigint;
  priceVersion: string | undefined;
  arrivedAtMs: number;
  durationMs: number | undefined;
}

/** What the ledger says of the requests of a validation, read apart from what answered them. */
export class LedgerEvidence {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The rows of a run, by the id that its requests carried. */
  async rowsOf(runId: string, sinceMs: number): Promise<EvidenceRow[]> {
    const rows: Row[] = await this.#rows()
      .where('arrived_at_ms', '>=', sinceMs)
      .where('client_request_id', runId)
      .orderBy('id');
    return rows.map(toEvidence);
  }

  /** Those of a key since then. */
  async rowsOfKey(keyId: string, sinceMs: number): Promise<EvidenceRow[]> {
    const rows: Row[] = await this.#rows()
      .where('key_id', keyId)
      .where('arrived_at_ms', '>=', sinceMs)
      .orderBy('id');
    return rows.map(toEvidence);
  }

  /** The hour of the costs that a request was booked under, where there is one. */
  async costHourOf(
    keyId: string,
    { modelRef, arrivedAtMs }: EvidenceRow,
  ): Promise<number | undefined> {
    const row = await this.#knex('cost_rollups')
      .where({ key_id: keyId, model_ref: modelRef })
      .where('hour_start_ms', '<=', arrivedAtMs)
      .where('hour_start_ms', '>', arrivedAtMs - HOUR_MS)
      .first('hour_start_ms');
    return row && Number(row.hour_start_ms);
  }

  /** Ids of the gateways that live. */
  async liveInstances(nowMs: number): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#knex('gateway_instances')
      .where('heartbeat_at_ms', '>=', nowMs - SILENT_AFTER_MS)
      .select('id');
    return rows.map(({ id }) => id);
  }

  #rows(): Knex.QueryBuilder {
    return this.#knex('requests').select(
      '*',
      this.#knex.raw('CAST(cost_pico_usd AS TEXT) AS cost'),
    );
  }
}

interface Row {
  id: string;
  instance_id: string;
  state: string;
  outcome: string;
  http_status: number | string | null;
  error_code: string | null;
  model_ref: string;
  provider: string;
  provider_request_id: string | null;
  usage_source: string | null;
  input_tokens: number | string;
  output_tokens: number | string;
  cost: string;
  price_version: string | null;
  arrived_at_ms: number | string;
  duration_ms: number | null;
}

function toEvidence(row: Row): EvidenceRow {
  return {
    id: row.id,
    instanceId: row.instance_id,
    state: row.state,
    outcome: row.outcome,
    httpStatus: row.http_status === null ? undefined : Number(row.http_status),
    errorCode: row.error_code ?? undefined,
    modelRef: row.model_ref,
    provider: row.provider,
    providerRequestId: row.provider_request_id ?? undefined,
    usageSource: row.usage_source ?? undefined,
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    costPicoUsd: moneyFromSql(row.cost),
    priceVersion: row.price_version ?? undefined,
    arrivedAtMs: Number(row.arrived_at_ms),
    durationMs: row.duration_ms ?? undefined,
  };
}
