import { Knex } from 'knex';
import { Seat, SeatTerm } from './types';

/** Terms of seats, in SQL. */
export class SeatStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The terms that have not ended. */
  async running(knex: Knex = this.#knex): Promise<SeatTerm[]> {
    const query = knex('seats')
      .whereNull('ended_at_ms')
      .orderBy(['seat', 'appointed_at_ms']);
    if (!this.#countsDemo) {
      query.whereNot('origin', 'demo');
    }
    const rows = await query;
    return rows.map(row => ({
      id: row.id,
      seat: row.seat as Seat,
      userRef: row.user_ref,
      userName: row.user_name,
      appointedBy: row.appointed_by,
      appointedAtMs: Number(row.appointed_at_ms),
      acceptedAtMs:
        row.accepted_at_ms === null ? undefined : Number(row.accepted_at_ms),
      origin: row.origin,
    }));
  }
}
