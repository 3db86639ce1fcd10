import { Knex } from 'knex';

/** Counts what the scorecards of teams show. */
export class TeamStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Keys that work at an instant, by the ref of their team. */
  async countActiveKeys(atMs: number): Promise<Map<string, number>> {
    const rows: Array<{ team_ref: string; keys: number | string }> =
      await this.#knex('keys')
        .select('team_ref')
        .count({ keys: 'id' })
        .whereNull('revoked_at_ms')
        .where('expires_at_ms', '>', atMs)
        .groupBy('team_ref');
    return new Map(rows.map(row => [row.team_ref, Number(row.keys)]));
  }
}
