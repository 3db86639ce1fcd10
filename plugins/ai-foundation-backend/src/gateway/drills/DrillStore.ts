import { Knex } from 'knex';
import { DRILL_DIALECT } from '../../governance/ceilings/types';
import { picoUsdSum } from '../../kernel/picoUsdColumns';
import { Drill } from './types';

/** The key that rows of drills point to. It was never issued, so nobody can present it. */
export const DRILL_KEY_ID = 'drill';

const NEWEST = 50;

/** Records of drills, in SQL. */
export class DrillStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Makes the key of drills, once: revoked, of no team, with a secret that nothing hashes to. */
  async ensureKey(transaction: Knex.Transaction, by: string): Promise<void> {
    await transaction('keys')
      .insert({
        id: DRILL_KEY_ID,
        secret_sha256: '',
        owner_ref: '',
        team_ref: '',
        purpose: DRILL_DIALECT,
        models: '[]',
        tier: '',
        aup_version: '',
        created_by: by,
        created_at_ms: 0,
        expires_at_ms: 0,
        revoked_at_ms: 0,
        revoked_by: by,
      })
      .onConflict('id')
      .ignore();
  }

  /** What the ledger says that a drill's requests cost together, and how many there are. */
  async booked(
    drillId: string,
  ): Promise<{ requests: number; costPicoUsd: bigint }> {
    const [{ requests, cost }] = await this.#knex('requests')
      .where({ key_id: DRILL_KEY_ID, client_request_id: drillId })
      .select(
        this.#knex.raw('COUNT(*) AS requests'),
        picoUsdSum(this.#knex, 'cost_pico_usd', 'cost'),
      );
    return { requests: Number(requests), costPicoUsd: BigInt(cost) };
  }

  async insert(transaction: Knex.Transaction, drill: Drill): Promise<void> {
    await transaction('ceiling_drills').insert({
      id: drill.id,
      ceiling_id: drill.ceilingId,
      definition_sha256: drill.definitionSha256,
      definition: JSON.stringify(drill.definition),
      run_by: drill.runBy,
      run_at_ms: drill.runAtMs,
      record: JSON.stringify(drill.record),
      origin: drill.origin,
    });
  }

  /** The newest first. */
  async list(): Promise<Drill[]> {
    const rows: DrillRow[] = await this.#knex('ceiling_drills')
      .orderBy('run_at_ms', 'desc')
      .limit(NEWEST);
    return rows.map(toDrill);
  }

  async get(id: string): Promise<Drill | undefined> {
    const row = await this.#knex('ceiling_drills').where('id', id).first();
    return row && toDrill(row);
  }
}

interface DrillRow {
  id: string;
  ceiling_id: string;
  definition_sha256: string;
  definition: string;
  run_by: string;
  run_at_ms: number | string;
  record: string;
  origin: Drill['origin'];
}

function toDrill(row: DrillRow): Drill {
  return {
    id: row.id,
    ceilingId: row.ceiling_id,
    definitionSha256: row.definition_sha256,
    definition: JSON.parse(row.definition),
    runBy: row.run_by,
    runAtMs: Number(row.run_at_ms),
    record: JSON.parse(row.record),
    origin: row.origin,
  };
}
