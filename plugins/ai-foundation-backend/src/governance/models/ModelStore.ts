import { Knex } from 'knex';
import { canonicalJson } from '../../kernel/canonicalJson';
import { PriceVersion } from './governedFields';
import { ModelDecision } from './types';

/** Decisions about models and the prices that they approved, in SQL. */
export class ModelStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether decisions of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest decision about each model, by its ref. */
  async newestDecisions(
    knex: Knex = this.#knex,
  ): Promise<Map<string, ModelDecision>> {
    const counting = knex('model_decisions');
    if (!this.#countsDemo) {
      counting.where('origin', '<>', 'demo');
    }
    const rows: DecisionRow[] = await knex('model_decisions').whereIn(
      'id',
      counting.groupBy('model_ref').max('id'),
    );
    return new Map(rows.map(row => [row.model_ref, toDecision(row)]));
  }

  /** Every decision about a model, the oldest first. */
  async decisionsAbout(
    modelRef: string,
    knex: Knex = this.#knex,
  ): Promise<ModelDecision[]> {
    const query = knex('model_decisions')
      .where('model_ref', modelRef)
      .orderBy('id');
    if (!this.#countsDemo) {
      query.where('origin', '<>', 'demo');
    }
    const rows: DecisionRow[] = await query;
    return rows.map(toDecision);
  }

  /** When a model was first seen as it is, by its ref and hash with a colon between. */
  async sightings(): Promise<Map<string, number>> {
    const rows: SightingRow[] = await this.#knex('model_sightings');
    return new Map(
      rows.map(row => [
        `${row.model_ref}:${row.governed_sha256}`,
        Number(row.seen_at_ms),
      ]),
    );
  }

  async insertSightings(
    transaction: Knex.Transaction,
    models: ReadonlyArray<{ ref: string; governedSha256: string }>,
    seenAtMs: number,
  ): Promise<void> {
    if (models.length > 0) {
      await transaction('model_sightings').insert(
        models.map(({ ref, governedSha256 }) => ({
          model_ref: ref,
          governed_sha256: governedSha256,
          seen_at_ms: seenAtMs,
        })),
      );
    }
  }

  /** Inserts a decision with the prices that it approves. */
  async insertDecision(
    transaction: Knex.Transaction,
    decision: Omit<ModelDecision, 'id'>,
    approvedPrices: readonly PriceVersion[],
  ): Promise<ModelDecision> {
    const [{ id }] = await transaction('model_decisions')
      .insert({
        model_ref: decision.modelRef,
        decision: decision.decision,
        governed_sha256: decision.governedSha256,
        governed: canonicalJson(decision.governed),
        reason: decision.reason,
        decided_by: decision.decidedBy,
        decided_at_ms: decision.decidedAtMs,
        origin: decision.origin,
      })
      .returning('id');
    if (approvedPrices.length > 0) {
      await transaction('price_versions')
        .insert(
          approvedPrices.map(version => ({
            id: version.id,
            model_ref: decision.modelRef,
            effective_from_ms: version.effectiveFromMs,
            price: canonicalJson(version.price),
            decision_id: id,
          })),
        )
        .onConflict('id')
        .ignore();
    }
    return { id: String(id), ...decision };
  }
}

interface SightingRow {
  model_ref: string;
  governed_sha256: string;
  seen_at_ms: number | string;
}

interface DecisionRow {
  id: number | string;
  model_ref: string;
  decision: ModelDecision['decision'];
  governed_sha256: string;
  governed: string;
  reason: string;
  decided_by: string;
  decided_at_ms: number | string;
  origin: ModelDecision['origin'];
}

function toDecision(row: DecisionRow): ModelDecision {
  return {
    id: String(row.id),
    modelRef: row.model_ref,
    decision: row.decision,
    governedSha256: row.governed_sha256,
    governed: JSON.parse(row.governed),
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAtMs: Number(row.decided_at_ms),
    origin: row.origin,
  };
}
