import { Knex } from 'knex';
import { ClassificationRecord, SourceRule } from './types';

/** Who is behind the classification of data sources, in SQL. */
export class ClassificationStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether rows of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest record of each data source, by its ref. */
  async newestRecords(
    knex: Knex = this.#knex,
  ): Promise<Map<string, ClassificationRecord>> {
    const newest = this.#counting(knex, 'classifications')
      .groupBy('source_ref')
      .max('id');
    const rows = await knex('classifications').whereIn('id', newest);
    return new Map(
      rows.map(row => [
        row.source_ref,
        {
          sourceRef: row.source_ref,
          tier: row.tier,
          classifiedBy: row.classified_by,
          classifiedAtMs: Number(row.classified_at_ms),
          reason: row.reason,
          origin: row.origin,
        },
      ]),
    );
  }

  async insertRecord(
    transaction: Knex.Transaction,
    record: ClassificationRecord,
  ): Promise<void> {
    await transaction('classifications').insert({
      source_ref: record.sourceRef,
      tier: record.tier,
      classified_by: record.classifiedBy,
      classified_at_ms: record.classifiedAtMs,
      reason: record.reason,
      origin: record.origin,
    });
  }

  /** The newest first. */
  async rules(knex: Knex = this.#knex): Promise<SourceRule[]> {
    const rows = await this.#counting(knex, 'classification_rules').orderBy([
      { column: 'proposed_at_ms', order: 'desc' },
      { column: 'id' },
    ]);
    return rows.map(toRule);
  }

  async insertRule(
    transaction: Knex.Transaction,
    rule: SourceRule,
  ): Promise<void> {
    await transaction('classification_rules').insert({
      id: rule.id,
      selector: JSON.stringify(rule.selector),
      tier: rule.tier,
      reason: rule.reason,
      proposed_by: rule.proposedBy,
      proposed_at_ms: rule.proposedAtMs,
      origin: rule.origin,
    });
  }

  async reviewRule(
    transaction: Knex.Transaction,
    id: string,
    review: { by: string; atMs: number; reason: string },
  ): Promise<void> {
    await transaction('classification_rules').where('id', id).update({
      reviewed_by: review.by,
      reviewed_at_ms: review.atMs,
      review_reason: review.reason,
    });
  }

  async withdrawRule(
    transaction: Knex.Transaction,
    id: string,
    withdrawal: { by: string; atMs: number },
  ): Promise<void> {
    await transaction('classification_rules').where('id', id).update({
      withdrawn_by: withdrawal.by,
      withdrawn_at_ms: withdrawal.atMs,
    });
  }

  /** How many active keys each application has, by its ref. */
  async activeKeysByApplication(
    nowMs: number,
    knex: Knex = this.#knex,
  ): Promise<Map<string, number>> {
    const rows: Array<{ application_ref: string; keys: number | string }> =
      await knex('keys')
        .whereNotNull('application_ref')
        .whereNull('revoked_at_ms')
        .where('expires_at_ms', '>', nowMs)
        .groupBy('application_ref')
        .select('application_ref')
        .count({ keys: '*' });
    return new Map(rows.map(row => [row.application_ref, Number(row.keys)]));
  }

  #counting(knex: Knex, table: string) {
    const query = knex(table);
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

function toRule(row: {
  id: string;
  selector: string;
  tier: string;
  reason: string;
  proposed_by: string;
  proposed_at_ms: number | string;
  reviewed_by: string | null;
  reviewed_at_ms: number | string | null;
  review_reason: string | null;
  withdrawn_at_ms: number | string | null;
  origin: SourceRule['origin'];
}): SourceRule {
  return {
    id: row.id,
    selector: JSON.parse(row.selector),
    tier: row.tier,
    reason: row.reason,
    proposedBy: row.proposed_by,
    proposedAtMs: Number(row.proposed_at_ms),
    review:
      row.reviewed_by === null
        ? undefined
        : {
            by: row.reviewed_by,
            atMs: Number(row.reviewed_at_ms),
            reason: row.review_reason ?? '',
          },
    withdrawnAtMs:
      row.withdrawn_at_ms === null ? undefined : Number(row.withdrawn_at_ms),
    origin: row.origin,
  };
}
