import { Knex } from 'knex';
import { RecordedFinding, RecordedFindingEvent } from './types';

/** Findings and their history, in SQL. */
export class FindingStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The newest first. */
  async list(knex: Knex = this.#knex): Promise<RecordedFinding[]> {
    const rows = await knex<FindingRow>('findings').orderBy([
      { column: 'found_at_ms', order: 'desc' },
      { column: 'id' },
    ]);
    return rows.map(toFinding);
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<RecordedFinding | undefined> {
    const row = await knex<FindingRow>('findings').where({ id }).first();
    return row && toFinding(row);
  }

  async byFingerprint(
    fingerprint: string,
    knex: Knex = this.#knex,
  ): Promise<RecordedFinding | undefined> {
    const row = await knex<FindingRow>('findings')
      .where({ fingerprint })
      .first();
    return row && toFinding(row);
  }

  async save(
    transaction: Knex.Transaction,
    finding: RecordedFinding,
  ): Promise<void> {
    await transaction('findings')
      .insert(toRow(finding))
      .onConflict('id')
      .merge();
  }

  async markSeen(id: string, atMs: number): Promise<void> {
    await this.#knex('findings').where({ id }).update({ seen_at_ms: atMs });
  }

  async addEvent(
    transaction: Knex.Transaction,
    findingId: string,
    event: RecordedFindingEvent,
  ): Promise<void> {
    await transaction('finding_events').insert({
      finding_id: findingId,
      at_ms: event.atMs,
      actor_ref: event.actorRef,
      event: event.event,
      decision: event.decision,
      reason: event.reason,
    });
  }

  /** The oldest first. */
  async events(findingId: string): Promise<RecordedFindingEvent[]> {
    const rows = await this.#knex('finding_events')
      .where('finding_id', findingId)
      .orderBy('id');
    return rows.map(row => ({
      atMs: Number(row.at_ms),
      actorRef: row.actor_ref ?? undefined,
      event: row.event,
      decision: row.decision ?? undefined,
      reason: row.reason ?? undefined,
    }));
  }
}

interface FindingRow {
  id: string;
  fingerprint: string;
  kind: RecordedFinding['kind'];
  source: RecordedFinding['source'];
  subject_ref: string | null;
  title: string;
  detail: string;
  reported_by: string | null;
  found_at_ms: number | string;
  seen_at_ms: number | string;
  state: RecordedFinding['state'];
  decision: RecordedFinding['decision'] | null;
  reason: string | null;
  owner_ref: string | null;
  due_at_ms: number | string | null;
  decided_by: string | null;
  decided_at_ms: number | string | null;
  origin: RecordedFinding['origin'];
}

function toRow(finding: RecordedFinding): FindingRow {
  return {
    id: finding.id,
    fingerprint: finding.fingerprint,
    kind: finding.kind,
    source: finding.source,
    subject_ref: finding.subjectRef ?? null,
    title: finding.title,
    detail: finding.detail,
    reported_by: finding.reportedBy ?? null,
    found_at_ms: finding.foundAtMs,
    seen_at_ms: finding.seenAtMs,
    state: finding.state,
    decision: finding.decision ?? null,
    reason: finding.reason ?? null,
    owner_ref: finding.ownerRef ?? null,
    due_at_ms: finding.dueAtMs ?? null,
    decided_by: finding.decidedBy ?? null,
    decided_at_ms: finding.decidedAtMs ?? null,
    origin: finding.origin,
  };
}

function toFinding(row: FindingRow): RecordedFinding {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    kind: row.kind,
    source: row.source,
    subjectRef: row.subject_ref ?? undefined,
    title: row.title,
    detail: row.detail,
    reportedBy: row.reported_by ?? undefined,
    foundAtMs: Number(row.found_at_ms),
    seenAtMs: Number(row.seen_at_ms),
    state: row.state,
    decision: row.decision ?? undefined,
    reason: row.reason ?? undefined,
    ownerRef: row.owner_ref ?? undefined,
    dueAtMs: optionalMs(row.due_at_ms),
    decidedBy: row.decided_by ?? undefined,
    decidedAtMs: optionalMs(row.decided_at_ms),
    origin: row.origin,
  };
}

/** PostgreSQL answers 64-bit integers as strings. */
function optionalMs(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
