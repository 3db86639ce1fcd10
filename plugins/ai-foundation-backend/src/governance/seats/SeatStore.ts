import { Knex } from 'knex';
import { Seat, SeatTerm } from './types';

/** Terms of seats, in SQL. Nothing is ever removed from them. */
export class SeatStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The terms that have not ended. */
  async running(knex: Knex = this.#knex): Promise<SeatTerm[]> {
    const rows = await this.#terms(knex).whereNull('ended_at_ms');
    return rows.map(toTerm);
  }

  /** Every term there ever was, the oldest first. */
  async all(knex: Knex = this.#knex): Promise<SeatTerm[]> {
    return (await this.#terms(knex)).map(toTerm);
  }

  async find(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<SeatTerm | undefined> {
    const row = await this.#terms(knex).where({ id }).first();
    return row && toTerm(row);
  }

  async insert(transaction: Knex.Transaction, term: SeatTerm): Promise<void> {
    await transaction('seats').insert({
      id: term.id,
      seat: term.seat,
      user_ref: term.userRef,
      user_name: term.userName,
      title: term.title,
      mandate: term.mandate,
      review_by_ms: term.reviewByMs,
      appointed_by: term.appointedBy,
      appointed_at_ms: term.appointedAtMs,
      origin: term.origin,
    });
  }

  async accept(
    transaction: Knex.Transaction,
    id: string,
    atMs: number,
  ): Promise<void> {
    await transaction('seats')
      .where({ id })
      .whereNull('accepted_at_ms')
      .update({ accepted_at_ms: atMs });
  }

  async end(
    transaction: Knex.Transaction,
    id: string,
    end: { atMs: number; by: string; reason: string },
  ): Promise<void> {
    await transaction('seats').where({ id }).whereNull('ended_at_ms').update({
      ended_at_ms: end.atMs,
      ended_by: end.by,
      end_reason: end.reason,
    });
  }

  #terms(knex: Knex): Knex.QueryBuilder<SeatRow> {
    const query = knex('seats').orderBy(['appointed_at_ms', 'id']);
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

interface SeatRow {
  id: string;
  seat: Seat;
  user_ref: string;
  user_name: string;
  title: string | null;
  mandate: string | null;
  review_by_ms: number | string | null;
  appointed_by: string;
  appointed_at_ms: number | string;
  accepted_at_ms: number | string | null;
  ended_at_ms: number | string | null;
  ended_by: string | null;
  end_reason: string | null;
  origin: SeatTerm['origin'];
}

function toTerm(row: SeatRow): SeatTerm {
  return {
    id: row.id,
    seat: row.seat,
    userRef: row.user_ref,
    userName: row.user_name,
    title: row.title ?? undefined,
    mandate: row.mandate ?? undefined,
    reviewByMs: optionalMs(row.review_by_ms),
    appointedBy: row.appointed_by,
    appointedAtMs: Number(row.appointed_at_ms),
    acceptedAtMs: optionalMs(row.accepted_at_ms),
    endedAtMs: optionalMs(row.ended_at_ms),
    endedBy: row.ended_by ?? undefined,
    endReason: row.end_reason ?? undefined,
    origin: row.origin,
  };
}

/** PostgreSQL answers 64-bit integers as strings. */
function optionalMs(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
