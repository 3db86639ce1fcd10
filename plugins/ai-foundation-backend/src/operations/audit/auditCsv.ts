import { AuditEntry } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { stringify } from 'csv-stringify/sync';

const COLUMNS = [
  'seq',
  'at',
  'actor',
  'action',
  'subject',
  'reason',
  'before',
  'after',
  'details',
  'origin',
  'previous_hash',
  'hash',
];

/** Acts for a spreadsheet; what looks like a formula comes as text. */
export function toCsv(entries: AuditEntry[]): string {
  return stringify(
    entries.map(entry => [
      entry.seq,
      entry.at,
      entry.actorRef,
      entry.action,
      entry.subject,
      entry.reason,
      asJson(entry.before),
      asJson(entry.after),
      asJson(entry.details),
      entry.origin,
      entry.previousHash,
      entry.hash,
    ]),
    { header: true, columns: COLUMNS, escape_formulas: true },
  );
}

function asJson(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
