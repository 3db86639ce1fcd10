import {
  AuditEntry,
  AuditVerification,
  Job,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays } from './exampleTeams';

export const EXAMPLE_HASH = 'c0ffee'.padEnd(64, '0');

/** An act of finance; what is named replaces it. */
export function exampleEntry(
  differences: Partial<AuditEntry> = {},
): AuditEntry {
  return {
    seq: 12,
    at: inDays(-1),
    actorRef: 'user:default/amina.okafor',
    action: 'ceiling.set',
    subject: 'organisation',
    origin: 'user',
    before: { amountPicoUsd: '1000000000000000', response: 'stop' },
    after: { amountPicoUsd: '500000000000000', response: 'stop' },
    reason: 'We spend less this quarter.',
    details: { scope: { kind: 'organisation' } },
    previousHash: EXAMPLE_HASH,
    hash: EXAMPLE_HASH.replace('c', 'd'),
    ...differences,
  };
}

export const exampleEntries: AuditEntry[] = [
  exampleEntry(),
  exampleEntry({
    seq: 11,
    at: inDays(-2),
    action: 'model.decide',
    subject: 'aimodel:default/gpt-4o',
    before: undefined,
    after: { decision: 'approved' },
    reason: 'Data terms reviewed.',
  }),
  exampleEntry({
    seq: 10,
    at: inDays(-3),
    action: 'key.endOverlap',
    subject: 'key:k7m2q9xw4c',
    before: undefined,
    after: undefined,
    reason: undefined,
    details: {},
  }),
];

export const exampleVerification: AuditVerification = {
  checkedAt: inDays(0),
  complete: true,
  chains: [
    { chain: 'audit', entries: 1204, complete: true },
    { chain: 'acknowledgements', entries: 1, complete: true },
  ],
  head: { seq: 1204, hash: EXAMPLE_HASH },
};

export const exampleJobs: Job[] = [
  {
    id: 'audit.verify',
    intervalMs: 3_600_000,
    startedAt: inDays(0),
    succeededAt: inDays(0),
    result: 'audit 1204 entries, unbroken',
    overdue: false,
  },
  {
    id: 'outbox.deliver',
    intervalMs: 5_000,
    startedAt: inDays(0),
    succeededAt: inDays(0),
    result: '3 sent',
    overdue: false,
  },
];
