import { Knex } from 'knex';
import { Engagement, PlatformTeam } from './types';

/** What the sponsor and the platform team give, in SQL. */
export class CommitmentStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest first. */
  async engagements(): Promise<Engagement[]> {
    const rows: EngagementRow[] = await this.#counted(
      'sponsor_engagements',
    ).orderBy('recorded_at_ms', 'desc');
    return rows.map(row => ({
      id: row.id,
      termId: row.term_id,
      note: row.note,
      recordedAtMs: Number(row.recorded_at_ms),
      origin: row.origin,
    }));
  }

  async insertEngagement(
    transaction: Knex.Transaction,
    engagement: Engagement,
  ): Promise<void> {
    await transaction('sponsor_engagements').insert({
      id: engagement.id,
      term_id: engagement.termId,
      note: engagement.note,
      recorded_at_ms: engagement.recordedAtMs,
      origin: engagement.origin,
    });
  }

  /** The newest that was named. */
  async platformTeam(): Promise<PlatformTeam | undefined> {
    const row = await this.#counted('platform_teams')
      .orderBy('named_at_ms', 'desc')
      .first();
    return (
      row && {
        id: row.id,
        groupRef: row.group_ref,
        allocation: row.allocation,
        namedBy: row.named_by,
        namedAtMs: Number(row.named_at_ms),
        origin: row.origin,
      }
    );
  }

  async insertPlatformTeam(
    transaction: Knex.Transaction,
    team: PlatformTeam,
  ): Promise<void> {
    await transaction('platform_teams').insert({
      id: team.id,
      group_ref: team.groupRef,
      allocation: team.allocation,
      named_by: team.namedBy,
      named_at_ms: team.namedAtMs,
      origin: team.origin,
    });
  }

  #counted(table: string): Knex.QueryBuilder {
    const query = this.#knex(table);
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

interface EngagementRow {
  id: string;
  term_id: string;
  note: string;
  recorded_at_ms: number | string;
  origin: Engagement['origin'];
}
