import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { canonicalJson } from './canonicalJson';
import { Clock } from './Clock';

/** Where a row comes from: a person, or the seed of a demo portal. */
export type Origin = 'user' | 'demo';

export interface GovernanceAct {
  actorRef: string;
  /** For example `aup.publish`. */
  action: string;
  /** What was acted upon, for example an entity ref. */
  subject: string;
  /** Before, after, reason: whatever tells the story. */
  details: Record<string, unknown>;
  origin?: Origin;
}

const GENESIS = '0'.repeat(64);

/**
 * Every governance act, append-only. Each row's hash covers the row before, so
 * that a changed, removed or swapped row is found.
 */
export class AuditTrail {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Call inside the transaction that makes the change. */
  async record(
    transaction: Knex.Transaction,
    act: GovernanceAct,
  ): Promise<void> {
    await transaction('policy_epoch').where('id', 1).forUpdate().first('id');
    const last = await transaction('audit_entries')
      .orderBy('seq', 'desc')
      .first('hash');
    const previousHash: string = last?.hash ?? GENESIS;
    const entry = {
      at_ms: this.#clock(),
      actor_ref: act.actorRef,
      action: act.action,
      subject: act.subject,
      details: canonicalJson(act.details),
      origin: act.origin ?? 'user',
    };
    await transaction('audit_entries').insert({
      ...entry,
      previous_hash: previousHash,
      hash: hashOf(previousHash, entry),
    });
  }
}

function hashOf(previousHash: string, entry: Record<string, unknown>): string {
  return createHash('sha256')
    .update(previousHash)
    .update(canonicalJson(entry))
    .digest('hex');
}
