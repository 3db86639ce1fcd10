import {
  RequestOutcome,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { cleanText } from '../cleanText';
import { moneyToSql } from './money';
import { RowOf } from './recordset';
import { Settlement } from './types';

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

const MAX_RAW_USAGE = 16 * 1024;

/** How a row ends: its columns, and the figures that rollups and holds need. */
export interface RowEnd {
  requestId: string;
  outcome: Exclude<RequestOutcome, 'running'>;
  usageSource: UsageSource;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  costPicoUsd: bigint;
  /** What it counted as under its key's limit per minute, where that is to be put right. */
  rateTokens?: number;
  row: SettlementRow;
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
    rateTokens: settlement.rateTokens,
  };
  return {
    ...end,
    row: {
      ...endColumns(end, settlement.settledAtMs),
      http_status: settlement.httpStatus,
      error_code: cleanOptional(settlement.errorCode, 64),
      response_model: cleanOptional(settlement.responseModel),
      provider_request_id: cleanOptional(settlement.providerRequestId),
      usage: JSON.stringify(usage),
      raw_usage: rawUsageOf(settlement),
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

/** No provider says so much of its usage; a row keeps no more of whatever else it says. */
function rawUsageOf({ rawUsage }: Settlement): string | undefined {
  const text = JSON.stringify(rawUsage);
  return text?.length <= MAX_RAW_USAGE ? text : undefined;
}

function cleanOptional(
  text: string | undefined,
  most?: number,
): string | undefined {
  return text === undefined ? undefined : cleanText(text, most);
}

function wholeNumber(count: number): number {
  return Number.isFinite(count)
    ? Math.min(Math.max(Math.round(count), 0), Number.MAX_SAFE_INTEGER)
    : 0;
}
