import { Knex } from 'knex';
import { AuditTrail, GovernanceAct } from './AuditTrail';
import { PolicyEpoch } from './PolicyEpoch';

/**
 * Makes changes of policy: the change, its entry in the audit trail and the new
 * epoch are one transaction. Changes run one after another, on every replica,
 * so that what a change has read still holds when it commits.
 */
export class PolicyChanges {
  readonly #knex: Knex;
  readonly #auditTrail: AuditTrail;
  readonly #policyEpoch: PolicyEpoch;

  constructor(options: {
    knex: Knex;
    auditTrail: AuditTrail;
    policyEpoch: PolicyEpoch;
  }) {
    this.#knex = options.knex;
    this.#auditTrail = options.auditTrail;
    this.#policyEpoch = options.policyEpoch;
  }

  /**
   * @param change - reads and writes through its transaction alone; it answers
   *   without an act where it turned out that there is nothing to change.
   */
  async make<T>(
    change: (
      transaction: Knex.Transaction,
    ) => Promise<{ outcome: T; act?: GovernanceAct }>,
  ): Promise<T> {
    return this.#knex.transaction(async transaction => {
      await this.#policyEpoch.lock(transaction);
      const { outcome, act } = await change(transaction);
      if (act) {
        await this.#auditTrail.record(transaction, act);
        await this.#policyEpoch.advance(transaction);
      }
      return outcome;
    });
  }
}
