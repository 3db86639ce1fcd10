import { Knex } from 'knex';
import { ReplicaReport } from './ReplicaHealth';

/** The SQL of what each replica tells of itself. */
export class ReportStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async write(report: ReplicaReport): Promise<void> {
    await this.#knex('gateway_reports')
      .insert({
        instance_id: report.id,
        reported_at_ms: Date.parse(report.reportedAt),
        report: JSON.stringify(report),
      })
      .onConflict('instance_id')
      .merge();
  }

  /** The newest first. */
  async list(): Promise<ReplicaReport[]> {
    const rows: Array<{ report: string }> = await this.#knex('gateway_reports')
      .orderBy('reported_at_ms', 'desc')
      .select('report');
    return rows.map(({ report }) => JSON.parse(report));
  }

  async remove(instanceId: string): Promise<void> {
    await this.#knex('gateway_reports')
      .where('instance_id', instanceId)
      .delete();
  }

  async forget(reportedBeforeMs: number): Promise<void> {
    await this.#knex('gateway_reports')
      .where('reported_at_ms', '<', reportedBeforeMs)
      .delete();
  }
}
