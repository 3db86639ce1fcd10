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

  /** Inserts a decision with the prices that it approves. */
  async insertDecision(
    transaction: Knex.Transaction,
    decision: ModelDecision,
    approvedPrices: readonly PriceVersion[],
  ): Promise<void> {
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
  }
}

interface DecisionRow {
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
