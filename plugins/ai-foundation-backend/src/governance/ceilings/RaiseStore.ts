import { Knex } from 'knex';
import { picoUsdColumn } from '../../kernel/picoUsdColumns';
import { CeilingRaise } from './types';

/** Raises of ceilings, in SQL. */
export class RaiseStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether raises of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest first. */
  async list(): Promise<CeilingRaise[]> {
    const rows = await this.#counting(this.#knex).orderBy(
      'requested_at_ms',
      'desc',
    );
    return rows.map(toRaise);
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<CeilingRaise | undefined> {
    const row = await this.#counting(knex).where('id', id).first();
    return row && toRaise(row);
  }

  /** Those in force at an instant, by ceiling; the highest where there are several. */
  async running(atMs: number): Promise<Map<string, CeilingRaise>> {
    const rows = await this.#counting(this.#knex)
      .where('decision', 'approved')
      .whereNull('ended_at_ms')
      .where('until_ms', '>', atMs);
    const highest = new Map<string, CeilingRaise>();
    for (const raise of rows.map(toRaise)) {
      const other = highest.get(raise.ceilingId);
      if (!other || other.amountPicoUsd < raise.amountPicoUsd) {
        highest.set(raise.ceilingId, raise);
      }
    }
    return highest;
  }

  #counting(knex: Knex): Knex.QueryBuilder {
    const query = raises(knex);
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }

  async insert(
    transaction: Knex.Transaction,
    raise: CeilingRaise,
  ): Promise<void> {
    await transaction('ceiling_raises').insert({
      id: raise.id,
      ceiling_id: raise.ceilingId,
      before_pico_usd: String(raise.beforePicoUsd),
      amount_pico_usd: String(raise.amountPicoUsd),
      until_ms: raise.untilMs,
      reason: raise.reason,
      requested_by: raise.requestedBy,
      requested_at_ms: raise.requestedAtMs,
      origin: raise.origin,
    });
  }

  async decide(
    transaction: Knex.Transaction,
    id: string,
    decision: {
      decision: 'approved' | 'refused';
      by: string;
      atMs: number;
      reason: string;
    },
  ): Promise<void> {
    await transaction('ceiling_raises').where('id', id).update({
      decision: decision.decision,
      decided_by: decision.by,
      decided_at_ms: decision.atMs,
      decision_reason: decision.reason,
    });
  }

  /** Ends the raises of a ceiling that run, before their time. */
  async endAll(
    transaction: Knex.Transaction,
    ceilingId: string,
    atMs: number,
  ): Promise<void> {
    await transaction('ceiling_raises')
      .where({ ceiling_id: ceilingId, decision: 'approved' })
      .whereNull('ended_at_ms')
      .where('until_ms', '>', atMs)
      .update({ ended_at_ms: atMs });
  }
}

function raises(knex: Knex) {
  return knex('ceiling_raises').select(
    'id',
    'ceiling_id',
    picoUsdColumn(knex, 'before_pico_usd', 'before'),
    picoUsdColumn(knex, 'amount_pico_usd', 'amount'),
    'until_ms',
    'reason',
    'requested_by',
    'requested_at_ms',
    'decision',
    'decided_by',
    'decided_at_ms',
    'decision_reason',
    'ended_at_ms',
    'origin',
  );
}

function toRaise(row: {
  id: string;
  ceiling_id: string;
  before: string;
  amount: string;
  until_ms: number | string;
  reason: string;
  requested_by: string;
  requested_at_ms: number | string;
  decision: 'approved' | 'refused' | null;
  decided_by: string | null;
  decided_at_ms: number | string | null;
  decision_reason: string | null;
  ended_at_ms: number | string | null;
  origin: CeilingRaise['origin'];
}): CeilingRaise {
  return {
    id: row.id,
    ceilingId: row.ceiling_id,
    beforePicoUsd: BigInt(row.before),
    amountPicoUsd: BigInt(row.amount),
    untilMs: Number(row.until_ms),
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAtMs: Number(row.requested_at_ms),
    decision: row.decision ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    decidedAtMs: optionalNumber(row.decided_at_ms),
    decisionReason: row.decision_reason ?? undefined,
    endedAtMs: optionalNumber(row.ended_at_ms),
    origin: row.origin,
  };
}

function optionalNumber(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
