import {
  RequestOutcome,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { moneyToSql } from './money';
import { RowOf } from './recordset';
import { Admission, LedgerSubject, Refusal, Settlement } from './types';

/** Columns of `requests` that a row begins with. */
export const REQUEST_COLUMNS = {
  id: 'text',
  instance_id: 'text',
  state: 'text',
  arrived_at_ms: 'bigint',
  settled_at_ms: 'bigint',
  hold_expires_at_ms: 'bigint',
  key_id: 'text',
  team_ref: 'text',
  application_ref: 'text',
  purpose: 'text',
  tier: 'text',
  dialect: 'text',
  operation: 'text',
  stream: 'boolean',
  requested_model: 'text',
  model_ref: 'text',
  provider: 'text',
  client_request_id: 'text',
  outcome: 'text',
  http_status: 'bigint',
  error_code: 'text',
  decision: 'text',
  usage_source: 'text',
  price_version: 'text',
  hold_pico_usd: 'numeric',
  cost_pico_usd: 'numeric',
  duration_ms: 'double precision',
} as const;
export type RequestRow = RowOf<typeof REQUEST_COLUMNS>;

/** Columns of `requests` that settling sets, and the id that finds the row. */
export const SETTLEMENT_COLUMNS = {
  id: 'text',
  settled_at_ms: 'bigint',
  outcome: 'text',
  http_status: 'bigint',
  error_code: 'text',
  response_model: 'text',
  provider_request_id: 'text',
  input_tokens: 'bigint',
  output_tokens: 'bigint',
  usage: 'text',
  raw_usage: 'text',
  usage_source: 'text',
  cost_pico_usd: 'numeric',
  duration_ms: 'double precision',
  time_to_first_byte_ms: 'double precision',
} as const;
export type SettlementRow = RowOf<typeof SETTLEMENT_COLUMNS>;

/** How a row ends: its columns, and the figures that rollups and holds need. */
export interface RowEnd {
  requestId: string;
  outcome: Exclude<RequestOutcome, 'running'>;
  usageSource: UsageSource;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  costPicoUsd: bigint;
  row: SettlementRow;
}

export function admittedRow(
  instanceId: string,
  admission: Admission,
): RequestRow {
  return {
    ...subjectColumns(instanceId, admission.subject),
    state: 'admitted',
    settled_at_ms: undefined,
    hold_expires_at_ms: admission.holdExpiresAtMs,
    outcome: 'running',
    http_status: undefined,
    error_code: undefined,
    usage_source: undefined,
    price_version: admission.priceVersion,
    hold_pico_usd: moneyToSql(admission.holdPicoUsd),
    cost_pico_usd: '0',
    duration_ms: undefined,
  };
}

export function refusedRow(instanceId: string, refusal: Refusal): RequestRow {
  return {
    ...subjectColumns(instanceId, refusal.subject),
    state: 'settled',
    settled_at_ms: refusal.settledAtMs,
    hold_expires_at_ms: refusal.settledAtMs,
    outcome: 'refused',
    http_status: refusal.httpStatus,
    error_code: clean(refusal.errorCode, 64),
    usage_source: 'none',
    price_version: undefined,
    hold_pico_usd: '0',
    cost_pico_usd: '0',
    duration_ms: refusal.durationMs,
  };
}

export function endOfSettlement(settlement: Settlement): RowEnd {
  const { usage } = settlement;
  const end = {
    requestId: settlement.requestId,
    outcome: settlement.outcome,
    usageSource: settlement.usageSource,
    inputTokens: wholeNumber(usage.input),
    cachedInputTokens: wholeNumber(usage.cachedInput),
    outputTokens: wholeNumber(usage.output),
    costPicoUsd: settlement.costPicoUsd,
  };
  return {
    ...end,
    row: {
      ...endColumns(end, settlement.settledAtMs),
      http_status: settlement.httpStatus,
      error_code: clean(settlement.errorCode, 64),
      response_model: clean(settlement.responseModel, 255),
      provider_request_id: clean(settlement.providerRequestId, 255),
      usage: JSON.stringify(usage),
      raw_usage: JSON.stringify(settlement.rawUsage),
      duration_ms: settlement.durationMs,
      time_to_first_byte_ms: settlement.timeToFirstByteMs,
    },
  };
}

/** Of a request whose gateway is gone: the hold is the most that it can have cost. */
export function endOfOrphan(
  orphan: { requestId: string; holdPicoUsd: bigint },
  nowMs: number,
): RowEnd {
  return bareEnd({
    requestId: orphan.requestId,
    outcome: 'unsettled',
    usageSource: 'unsettled',
    costPicoUsd: orphan.holdPicoUsd,
    settledAtMs: nowMs,
    httpStatus: undefined,
    errorCode: undefined,
  });
}

/** Of an admission whose commit came too late or unseen: nothing was sent on. */
export function endOfVoid(requestId: string, nowMs: number): RowEnd {
  return bareEnd({
    requestId,
    outcome: 'refused',
    usageSource: 'none',
    costPicoUsd: 0n,
    settledAtMs: nowMs,
    httpStatus: 503,
    errorCode: 'ledger_unavailable',
  });
}

function bareEnd(options: {
  requestId: string;
  outcome: RowEnd['outcome'];
  usageSource: UsageSource;
  costPicoUsd: bigint;
  settledAtMs: number;
  httpStatus: number | undefined;
  errorCode: string | undefined;
}): RowEnd {
  const end = {
    requestId: options.requestId,
    outcome: options.outcome,
    usageSource: options.usageSource,
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
    costPicoUsd: options.costPicoUsd,
  };
  return {
    ...end,
    row: {
      ...endColumns(end, options.settledAtMs),
      http_status: options.httpStatus,
      error_code: options.errorCode,
      response_model: undefined,
      provider_request_id: undefined,
      usage: undefined,
      raw_usage: undefined,
      duration_ms: undefined,
      time_to_first_byte_ms: undefined,
    },
  };
}

function endColumns(end: Omit<RowEnd, 'row'>, settledAtMs: number) {
  return {
    id: end.requestId,
    settled_at_ms: settledAtMs,
    outcome: end.outcome,
    input_tokens: end.inputTokens,
    output_tokens: end.outputTokens,
    usage_source: end.usageSource,
    cost_pico_usd: moneyToSql(end.costPicoUsd),
  };
}

function subjectColumns(instanceId: string, subject: LedgerSubject) {
  return {
    id: subject.requestId,
    instance_id: instanceId,
    arrived_at_ms: subject.arrivedAtMs,
    key_id: subject.keyId,
    team_ref: subject.teamRef,
    application_ref: subject.applicationRef,
    purpose: subject.purpose,
    tier: subject.tier,
    dialect: subject.dialect,
    operation: subject.operation,
    stream: subject.stream,
    requested_model: clean(subject.requestedModel, 255),
    model_ref: subject.modelRef,
    provider: subject.provider,
    client_request_id: clean(subject.clientRequestId, 255),
    decision: JSON.stringify(subject.decision),
  };
}

const UNSAFE = /[\0\ud800-\udfff]/;

/** PostgreSQL takes no NUL and no half of a surrogate pair. */
function clean<T extends string | undefined>(text: T, maxLength: number): T;
function clean(text: string | undefined, maxLength: number) {
  const cut = text?.slice(0, maxLength);
  return cut !== undefined && UNSAFE.test(cut)
    ? cut.toWellFormed().replaceAll('\0', '')
    : cut;
}

function wholeNumber(count: number): number {
  return Number.isFinite(count)
    ? Math.min(Math.max(Math.round(count), 0), Number.MAX_SAFE_INTEGER)
    : 0;
}
