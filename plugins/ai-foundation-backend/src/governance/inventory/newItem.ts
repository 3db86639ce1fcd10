import { randomUUID } from 'node:crypto';
import { Actor } from '../../kernel/AuditTrail';
import { Finding, UsageFacts, UsageItem } from './types';

/** A use that nobody has decided about yet. */
export function newItem(
  facts: UsageFacts | Finding,
  actor: Actor,
  atMs: number,
  from: Pick<UsageItem, 'source'> &
    Partial<Pick<UsageItem, 'runId' | 'isNameHidden'>>,
): UsageItem {
  return {
    sourceKey: undefined,
    evidence: undefined,
    ...facts,
    id: randomUUID(),
    source: from.source,
    runId: from.runId,
    reportedBy: actor.userRef,
    reportedAtMs: atMs,
    isNameHidden: from.isNameHidden ?? false,
    disposition: 'unknown',
    untilMs: undefined,
    dispositionReason: undefined,
    disposedBy: undefined,
    disposedAtMs: undefined,
    origin: actor.origin,
  };
}
