import { Knex } from 'knex';
import { AuditRecord, AuditRow, toAuditRecord } from '../../kernel/AuditTrail';
import { AuditFilter } from './types';

/** Reads the trail of governance acts. */
export class AuditStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The newest first. */
  async list(
    filter: AuditFilter,
    page: { beforeSeq?: number; limit: number },
  ): Promise<AuditRecord[]> {
    const rows: AuditRow[] = await this.#knex('audit_entries')
      .modify(narrow, filter)
      .modify(builder => {
        if (page.beforeSeq !== undefined) {
          builder.where('seq', '<', page.beforeSeq);
        }
      })
      .orderBy('seq', 'desc')
      .limit(page.limit);
    return rows.map(toAuditRecord);
  }

  async find(seq: number): Promise<AuditRecord | undefined> {
    const row = await this.#knex('audit_entries').where('seq', seq).first();
    return row && toAuditRecord(row);
  }
}

function narrow(builder: Knex.QueryBuilder, filter: AuditFilter): void {
  if (filter.actors) {
    builder.whereIn('actor_ref', filter.actors);
  }
  if (filter.action) {
    builder.whereRaw(`action LIKE ? ESCAPE '\\'`, [
      `${literal(filter.action)}%`,
    ]);
  }
  if (filter.subjects) {
    builder.whereIn('subject', filter.subjects);
  }
  if (filter.text) {
    const words = `%${literal(filter.text.toLocaleLowerCase('en-US'))}%`;
    builder.whereRaw(
      `(LOWER(subject) LIKE ? ESCAPE '\\' OR LOWER(details) LIKE ? ESCAPE '\\')`,
      [words, words],
    );
  }
  if (filter.origin) {
    builder.where('origin', filter.origin);
  }
  if (filter.fromMs !== undefined) {
    builder.where('at_ms', '>=', filter.fromMs);
  }
  if (filter.toMs !== undefined) {
    builder.where('at_ms', '<', filter.toMs);
  }
}

/** For LIKE, with nothing in it that stands for something else. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
