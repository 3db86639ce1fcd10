import { Knex } from 'knex';
import { canonicalJson } from './canonicalJson';
import { Clock } from './Clock';
import { chainHash, ChainVerdict, verifyChain } from './HashChain';

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

/** An act as its hash covers it. */
export interface AuditContent {
  action: string;
  actor_ref: string;
  at_ms: number;
  /** JSON with its keys in order. */
  details: string;
  origin: string;
  subject: string;
}

/** A recorded act with its place in the chain. */
export interface AuditRecord {
  seq: number;
  content: AuditContent;
  previousHash: string;
  hash: string;
}

const PAGE_SIZE = 500;

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
    const content: AuditContent = {
      at_ms: this.#clock(),
      actor_ref: act.actor.userRef,
      action: act.action,
      subject: act.subject,
      details: canonicalJson(act.details),
      origin: act.actor.origin,
    };
    const hash = chainHash(previousHash, { ...content });
    await transaction('audit_entries').insert({
      ...content,
      previous_hash: previousHash,
      hash,
    });
    await transaction('policy_epoch')
      .where('id', 1)
      .update({ audit_head: hash });
  }

  /** Follows the chain from its start; anything may be recorded meanwhile. */
  async verify(): Promise<ChainVerdict> {
    return verifyChain({
      head: () => readHead(this.#knex),
      page: async afterSeq =>
        (await this.after(afterSeq, PAGE_SIZE)).map(record => ({
          ...record,
          content: { ...record.content },
        })),
    });
  }

  /** The acts that were recorded after one, the oldest first. */
  async after(seq: number, limit: number): Promise<AuditRecord[]> {
    const rows: AuditRow[] = await this.#knex('audit_entries')
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit);
    return rows.map(toAuditRecord);
  }
}

/** As the database answers it. */
export interface AuditRow {
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

export function toAuditRecord(row: AuditRow): AuditRecord {
  const { seq, at_ms, previous_hash, hash, ...content } = row;
  return {
    seq: Number(seq),
    content: { ...content, at_ms: Number(at_ms) },
    previousHash: previous_hash,
    hash,
  };
}

async function readHead(knex: Knex): Promise<string> {
  const row = await knex('policy_epoch').where('id', 1).first('audit_head');
  return row.audit_head;
}
