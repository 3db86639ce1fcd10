import { Knex } from 'knex';

/**
 * A number that grows with every change of policy (a key, an approval, a
 * ceiling, a policy version), so that each replica sees cheaply whether what
 * it has compiled still holds.
 */
export class PolicyEpoch {
  readonly #knex: Knex;
  readonly #listeners = new Set<() => void>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Waits until no other change of policy is under way. It writes, so that
   * SQLite too takes its one write lock before anything is read.
   */
  async lock(transaction: Knex.Transaction): Promise<void> {
    await transaction('policy_epoch').where('id', 1).increment('epoch', 0);
  }

  /** Call inside the transaction that makes the change, see `PolicyChanges`. */
  async advance(transaction: Knex.Transaction): Promise<void> {
    await transaction('policy_epoch').where('id', 1).increment('epoch', 1);
    transaction.executionPromise.then(
      () => this.#listeners.forEach(listener => listener()),
      () => undefined,
    );
  }

  async read(): Promise<number> {
    const row = await this.#knex('policy_epoch').where('id', 1).first('epoch');
    return Number(row.epoch);
  }

  /** Tells of changes made in this process, once they are committed. */
  onAdvance(listener: () => void): void {
    this.#listeners.add(listener);
  }
}
