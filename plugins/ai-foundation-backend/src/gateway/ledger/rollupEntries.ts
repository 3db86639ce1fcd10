import { Calendar } from './Calendar';
import { RowEnd } from './rowEnds';
import { RollupEntry } from './RollupStore';
import { SettledRow } from './SettlementStore';
import { LedgerSubject } from './types';

const FAILURES: ReadonlySet<RowEnd['outcome']> = new Set([
  'refused',
  'upstream_error',
  'truncated',
  'timeout',
  'unsettled',
]);

export function settledEntry(
  { end, ...row }: SettledRow,
  calendar: Calendar,
): RollupEntry {
  return {
    hourStartMs: calendar.hourStartMs(row.arrivedAtMs),
    teamRef: row.teamRef,
    applicationRef: row.applicationRef,
    keyId: row.keyId,
    modelRef: row.modelRef,
    failed: FAILURES.has(end.outcome),
    inputTokens: end.inputTokens,
    cachedInputTokens: end.cachedInputTokens,
    outputTokens: end.outputTokens,
    costPicoUsd: end.costPicoUsd,
    estimated: end.usageSource !== 'provider',
  };
}

export function refusedEntry(
  subject: LedgerSubject,
  calendar: Calendar,
): RollupEntry {
  return {
    hourStartMs: calendar.hourStartMs(subject.arrivedAtMs),
    teamRef: subject.teamRef,
    applicationRef: subject.applicationRef,
    keyId: subject.keyId,
    modelRef: subject.modelRef,
    failed: true,
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
    costPicoUsd: 0n,
    estimated: false,
  };
}
