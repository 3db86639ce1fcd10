import { cleanText } from '../cleanText';
import { moneyToSql } from './money';
import { RowOf } from './recordset';
import { Admission, LedgerSubject, Refusal } from './types';

/** Columns of `requests` that a row begins with. */
export const REQUEST_COLUMNS = {
  id: 'text',
  attempt: 'bigint',
  call_id: 'text',
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
    error_code: cleanText(refusal.errorCode, 64),
    usage_source: 'none',
    price_version: undefined,
    hold_pico_usd: '0',
    cost_pico_usd: '0',
    duration_ms: refusal.durationMs,
  };
}

function subjectColumns(instanceId: string, subject: LedgerSubject) {
  return {
    id: subject.requestId,
    attempt: subject.attempt,
    call_id: subject.callId,
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
    requested_model: cleanText(subject.requestedModel),
    model_ref: subject.modelRef,
    provider: subject.provider,
    client_request_id:
      subject.clientRequestId && cleanText(subject.clientRequestId),
    decision: JSON.stringify(subject.decision),
  };
}
