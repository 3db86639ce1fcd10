import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { canonicalJson } from './canonicalJson';
import { Clock } from './Clock';

/** Where a row comes from: a person, or the seed of a demo portal. */
export type Origin = 'user' | 'demo';

/** Who changes something. */
export interface Actor {
  userRef: string;
  origin: Origin;
}

export interface GovernanceAct {
  actor: Actor;
  /** For example `aup.publish`. */
  action: string;
  /** What was acted upon, for example an entity ref. */
  subject: string;
  /** Before, after, reason: whatever tells the story. */
  details: Record<string, unknown>;
}

/** What a verification found. */
export interface AuditVerdict {
  entries: number;
  /** `seq` of the first entry that does not follow from those before it. */
  brokenAtSeq: number | undefined;
  /** Whether the newest entry is the last one that was recorded, and none is broken. */
  complete: boolean;
}

const GENESIS = '0'.repeat(64);
const PAGE_SIZE = 1_000;

/**
 * Every governance act, append-only. Each row's hash covers the row before, and
 * the newest hash is kept apart, so that a changed, removed or swapped row is
 * found.
 */
export class AuditTrail {
  readonly #knex: Knex;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  /** Call inside the transaction that makes the change, see `PolicyChanges`. */
  async record(
    transaction: Knex.Transaction,
    act: GovernanceAct,
  ): Promise<void> {
    const previousHash = await readHead(transaction);
    const entry = {
      at_ms: this.#clock(),
      actor_ref: act.actor.userRef,
      action: act.action,
      subject: act.subject,
      details: canonicalJson(act.details),
      origin: act.actor.origin,
    };
    const hash = hashOf(previousHash, entry);
    await transaction('audit_entries').insert({
      ...entry,
      previous_hash: previousHash,
      hash,
    });
    await transaction('policy_epoch')
      .where('id', 1)
      .update({ audit_head: hash });
  }

  /** Follows the chain from its start; anything may be recorded meanwhile. */
  async verify(): Promise<AuditVerdict> {
    let entries = 0;
    let lastSeq = 0;
    let lastHash = GENESIS;
    for (;;) {
      // Before the page, so that an entry that comes in between is in the page.
      const head = await readHead(this.#knex);
      const page = await this.#page(lastSeq);
      if (page.length === 0) {
        return { entries, brokenAtSeq: undefined, complete: lastHash === head };
      }
      for (const { seq, previous_hash, hash, ...entry } of page) {
        if (
          previous_hash !== lastHash ||
          hash !== hashOf(lastHash, { ...entry, at_ms: Number(entry.at_ms) })
        ) {
          return { entries, brokenAtSeq: Number(seq), complete: false };
        }
        entries += 1;
        lastSeq = Number(seq);
        lastHash = hash;
      }
    }
  }

  async #page(afterSeq: number): Promise<AuditRow[]> {
    return this.#knex('audit_entries')
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(PAGE_SIZE)
      .select(
        'seq',
        'at_ms',
        'actor_ref',
        'action',
        'subject',
        'details',
        'origin',
        'previous_hash',
        'hash',
      );
  }
}

interface AuditRow {
  /** PostgreSQL answers 64-bit integers as strings. */
  seq: number | string;
  at_ms: number | string;
  actor_ref: string;
  action: string;
  subject: string;
  details: string;
  origin: string;
  previous_hash: string;
  hash: string;
}

async function readHead(knex: Knex): Promise<string> {
  const row = await knex('policy_epoch').where('id', 1).first('audit_head');
  return row.audit_head;
}

function hashOf(previousHash: string, entry: Record<string, unknown>): string {
  return createHash('sha256')
    .update(previousHash)
    .update(canonicalJson(entry))
    .digest('hex');
}
