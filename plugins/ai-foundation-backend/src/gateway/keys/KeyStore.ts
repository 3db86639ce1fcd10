import { Knex } from 'knex';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { IssuedKey } from './types';

/** Issued keys, in SQL. */
export class KeyStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<IssuedKey | undefined> {
    const row = await knex<KeyRow>('keys').where('id', id).first();
    return row && toKey(row);
  }

  /**
   * The newest first.
   *
   * @param filter.owners - teams, with the keys of their applications, or
   *   applications; all where there are none.
   */
  async list(filter: {
    teams: VisibleTeams;
    owners: readonly string[];
  }): Promise<IssuedKey[]> {
    const query = this.#knex<KeyRow>('keys').orderBy([
      { column: 'created_at_ms', order: 'desc' },
      { column: 'id' },
    ]);
    if (filter.teams !== 'all') {
      query.whereIn('team_ref', [...filter.teams]);
    }
    if (filter.owners.length > 0) {
      query.where(owned =>
        owned
          .whereIn('team_ref', filter.owners)
          .orWhereIn('application_ref', filter.owners),
      );
    }
    return (await query).map(toKey);
  }

  async insert(transaction: Knex.Transaction, key: IssuedKey): Promise<void> {
    await transaction('keys').insert({
      id: key.id,
      secret_sha256: key.secretSha256,
      owner_ref: key.ownerRef,
      team_ref: key.teamRef,
      application_ref: key.applicationRef,
      purpose: key.purpose,
      models: JSON.stringify(key.modelRefs),
      tier: key.tier,
      aup_version: key.aupVersion,
      created_by: key.createdBy,
      created_at_ms: key.createdAtMs,
      expires_at_ms: key.expiresAtMs,
      origin: key.origin,
    });
  }

  async revoke(
    transaction: Knex.Transaction,
    id: string,
    revocation: { atMs: number; by: string },
  ): Promise<void> {
    await transaction('keys')
      .where('id', id)
      .update({ revoked_at_ms: revocation.atMs, revoked_by: revocation.by });
  }
}

interface KeyRow {
  id: string;
  secret_sha256: string;
  owner_ref: string;
  team_ref: string;
  application_ref: string | null;
  purpose: string;
  models: string;
  tier: string;
  aup_version: string;
  created_by: string;
  created_at_ms: number | string;
  expires_at_ms: number | string;
  revoked_at_ms: number | string | null;
  revoked_by: string | null;
  last_used_at_ms: number | string | null;
  origin: IssuedKey['origin'];
}

function toKey(row: KeyRow): IssuedKey {
  return {
    id: row.id,
    secretSha256: row.secret_sha256,
    ownerRef: row.owner_ref,
    teamRef: row.team_ref,
    applicationRef: row.application_ref ?? undefined,
    purpose: row.purpose,
    modelRefs: JSON.parse(row.models),
    tier: row.tier,
    aupVersion: row.aup_version,
    createdBy: row.created_by,
    createdAtMs: Number(row.created_at_ms),
    expiresAtMs: Number(row.expires_at_ms),
    revokedAtMs: optionalNumber(row.revoked_at_ms),
    revokedBy: row.revoked_by ?? undefined,
    lastUsedAtMs: optionalNumber(row.last_used_at_ms),
    origin: row.origin,
  };
}

function optionalNumber(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
