import { Knex } from 'knex';
import { InitialSetVersion } from './types';

/** Initial sets of data sources, in SQL. */
export class InitialSetStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether sets of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest that was approved. */
  async approved(): Promise<InitialSetVersion | undefined> {
    const row = await this.#counting(this.#knex)
      .whereNotNull('approved_at_ms')
      .orderBy('approved_at_ms', 'desc')
      .first();
    return row && toInitialSet(row);
  }

  /** The one that waits for its approval. */
  async proposed(
    knex: Knex = this.#knex,
  ): Promise<InitialSetVersion | undefined> {
    const row = await this.#counting(knex)
      .whereNull('approved_at_ms')
      .whereNull('replaced_at_ms')
      .first();
    return row && toInitialSet(row);
  }

  /** A proposal takes the place of the one that is open. */
  async propose(
    transaction: Knex.Transaction,
    set: InitialSetVersion,
  ): Promise<void> {
    await transaction('initial_sets')
      .whereNull('approved_at_ms')
      .whereNull('replaced_at_ms')
      .update({ replaced_at_ms: set.proposedAtMs });
    await transaction('initial_sets').insert({
      id: set.id,
      name: set.name,
      sources: JSON.stringify(set.sources),
      sha256: set.sha256,
      proposed_by: set.proposedBy,
      proposed_at_ms: set.proposedAtMs,
      reason: set.reason,
      origin: set.origin,
    });
  }

  async approve(
    transaction: Knex.Transaction,
    id: string,
    approval: { by: string; atMs: number; reason: string },
  ): Promise<void> {
    await transaction('initial_sets').where('id', id).update({
      approved_by: approval.by,
      approved_at_ms: approval.atMs,
      approval_reason: approval.reason,
    });
  }

  #counting(knex: Knex) {
    const query = knex('initial_sets');
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

function toInitialSet(row: {
  id: string;
  name: string;
  sources: string;
  sha256: string;
  proposed_by: string;
  proposed_at_ms: number | string;
  reason: string;
  approved_by: string | null;
  approved_at_ms: number | string | null;
  approval_reason: string | null;
  origin: InitialSetVersion['origin'];
}): InitialSetVersion {
  return {
    id: row.id,
    name: row.name,
    sources: JSON.parse(row.sources),
    sha256: row.sha256,
    proposedBy: row.proposed_by,
    proposedAtMs: Number(row.proposed_at_ms),
    reason: row.reason,
    approval:
      row.approved_by === null
        ? undefined
        : {
            by: row.approved_by,
            atMs: Number(row.approved_at_ms),
            reason: row.approval_reason ?? '',
          },
    origin: row.origin,
  };
}
