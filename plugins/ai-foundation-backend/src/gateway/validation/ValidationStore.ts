import {
  ValidationCheck,
  ValidationKind,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { CheckCounts, RecordedRun } from './types';

const INSERT_SIZE = 100;

/** The act in the audit trail that holds a run's hash. */
export const VALIDATION_ACTION = 'gateway.validate';

export function subjectOfRun(id: string): string {
  return `validation:${id}`;
}

/** Runs and their checks, in SQL. */
export class ValidationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async begin(transaction: Knex.Transaction, run: RecordedRun): Promise<void> {
    await transaction('validation_runs').insert(toRow(run));
  }

  async end(
    transaction: Knex.Transaction,
    run: RecordedRun,
    checks: readonly ValidationCheck[],
  ): Promise<void> {
    const { id, ...columns } = toRow(run);
    await transaction('validation_runs').where('id', id).update(columns);
    const rows = checks.map(({ latencyMs, ...check }, position) => ({
      ...check,
      run_id: id,
      position,
      latency_ms: latencyMs,
    }));
    for (let start = 0; start < rows.length; start += INSERT_SIZE) {
      await transaction('validation_checks').insert(
        rows.slice(start, start + INSERT_SIZE),
      );
    }
  }

  /** Ends runs of a process that died in their middle. */
  async abandon(
    transaction: Knex.Transaction,
    startedBeforeMs: number,
    endedAtMs: number,
  ): Promise<void> {
    await transaction('validation_runs')
      .where('result', 'running')
      .where('started_at_ms', '<', startedBeforeMs)
      .update({
        result: 'failed',
        summary: 'The gateway stopped in the middle of it.',
        ended_at_ms: endedAtMs,
      });
  }

  async running(knex: Knex = this.#knex): Promise<RecordedRun[]> {
    return (await knex('validation_runs').where('result', 'running')).map(
      toRun,
    );
  }

  async get(id: string): Promise<RecordedRun | undefined> {
    const row = await this.#knex('validation_runs').where('id', id).first();
    return row && toRun(row);
  }

  /** The newest first. */
  async list(filter: {
    kind?: ValidationKind;
    limit: number;
  }): Promise<RecordedRun[]> {
    const rows: RunRow[] = await this.#knex('validation_runs')
      .modify(builder => {
        if (filter.kind) {
          builder.where('kind', filter.kind);
        }
      })
      .orderBy([
        { column: 'started_at_ms', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(filter.limit);
    return rows.map(toRun);
  }

  /** The newest that has ended. */
  async latest(kind: ValidationKind): Promise<RecordedRun | undefined> {
    const row: RunRow | undefined = await this.#knex('validation_runs')
      .where('kind', kind)
      .whereNot('result', 'running')
      .orderBy([
        { column: 'started_at_ms', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first();
    return row && toRun(row);
  }

  async checks(runId: string): Promise<ValidationCheck[]> {
    const rows: CheckRow[] = await this.#knex('validation_checks')
      .where('run_id', runId)
      .orderBy('position');
    return rows.map(toCheck);
  }

  async counts(
    runIds: readonly string[],
  ): Promise<ReadonlyMap<string, CheckCounts>> {
    const rows: Array<{
      run_id: string;
      result: keyof CheckCounts;
      number: number | string;
    }> = await this.#knex('validation_checks')
      .whereIn('run_id', runIds)
      .groupBy('run_id', 'result')
      .select('run_id', 'result')
      .count({ number: '*' });
    const counts = new Map(
      runIds.map(id => [id, { passed: 0, failed: 0, skipped: 0 }]),
    );
    for (const { run_id, result, number } of rows) {
      counts.get(run_id)![result] = Number(number);
    }
    return counts;
  }

  /** What the audit trail says that the hashes of runs were. */
  async recordedHashes(
    runIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows: Array<{ subject: string; details: string }> = await this.#knex(
      'audit_entries',
    )
      .where('action', VALIDATION_ACTION)
      .whereIn('subject', runIds.map(subjectOfRun))
      .select('subject', 'details');
    return new Map(
      rows.map(({ subject, details }) => [subject, JSON.parse(details).sha256]),
    );
  }

  /**
   * Forgets what is old, but for the newest of each kind.
   *
   * @returns how many runs.
   */
  async forget(startedBeforeMs: number): Promise<number> {
    const newest = this.#knex('validation_runs')
      .groupBy('kind')
      .max('started_at_ms');
    const old: Array<{ id: string }> = await this.#knex('validation_runs')
      .where('started_at_ms', '<', startedBeforeMs)
      .whereNotIn('started_at_ms', newest)
      .select('id')
      .limit(1_000);
    const ids = old.map(({ id }) => id);
    await this.#knex('validation_checks').whereIn('run_id', ids).delete();
    return this.#knex('validation_runs').whereIn('id', ids).delete();
  }
}

interface RunRow {
  id: string;
  kind: ValidationKind;
  started_by: string | null;
  started_at_ms: number | string;
  ended_at_ms: number | string | null;
  result: RecordedRun['result'];
  summary: string;
  is_demo: boolean | number;
  config_fingerprint: string;
  targets: string;
  record: string;
  sha256: string | null;
}

interface CheckRow {
  check: string;
  subject: string;
  expected: string;
  got: string;
  result: ValidationCheck['result'];
  reason: string | null;
  latency_ms: number | null;
}

function toRow(run: RecordedRun) {
  return {
    id: run.id,
    kind: run.kind,
    started_by: run.startedBy,
    started_at_ms: run.startedAtMs,
    ended_at_ms: run.endedAtMs,
    result: run.result,
    summary: run.summary,
    is_demo: run.isDemo,
    config_fingerprint: run.configFingerprint,
    targets: JSON.stringify(run.targets),
    record: JSON.stringify(run.record),
    sha256: run.sha256,
  };
}

function toRun(row: RunRow): RecordedRun {
  return {
    id: row.id,
    kind: row.kind,
    startedBy: row.started_by ?? undefined,
    startedAtMs: Number(row.started_at_ms),
    endedAtMs: row.ended_at_ms === null ? undefined : Number(row.ended_at_ms),
    result: row.result,
    summary: row.summary,
    isDemo: Boolean(row.is_demo),
    configFingerprint: row.config_fingerprint,
    targets: JSON.parse(row.targets),
    record: JSON.parse(row.record),
    sha256: row.sha256 ?? undefined,
  };
}

function toCheck(row: CheckRow): ValidationCheck {
  return {
    check: row.check,
    subject: row.subject,
    expected: row.expected,
    got: row.got,
    result: row.result,
    reason: row.reason ?? undefined,
    latencyMs: row.latency_ms ?? undefined,
  };
}
