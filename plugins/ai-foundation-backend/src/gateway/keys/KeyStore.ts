import { Knex } from 'knex';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { PROBE_ISSUANCE } from '../validation/ProbeKeyStore';
import { IssuedKey, Rotation, Suspension } from './types';

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
    const row = await this.#keys(knex).where('id', id).first();
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
    const query = this.#keys(this.#knex).orderBy([
      { column: 'created_at_ms', order: 'desc' },
      { column: 'id' },
    ]);
    if (filter.teams === 'all') {
      // That of drills belongs to no team, and is nobody's to see.
      query.whereNot('team_ref', '');
    } else {
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

  /** Keys that are not revoked and end within an interval. */
  async endingBetween(fromMs: number, toMs: number): Promise<IssuedKey[]> {
    const rows = await this.#keys(this.#knex)
      .whereNull('revoked_at_ms')
      .where('expires_at_ms', '>', fromMs)
      .where('expires_at_ms', '<=', toMs)
      .orderBy(['expires_at_ms', 'id']);
    return rows.map(toKey);
  }

  async insert(transaction: Knex.Transaction, key: IssuedKey): Promise<void> {
    await transaction('keys').insert({
      id: key.id,
      secret_sha256: key.secretSha256,
      kind: key.kind,
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
      issuance: key.issuance,
      approved_by: key.approvedBy,
      requested_at_ms: key.requestedAtMs,
      ceiling_pico_usd: key.ceilingPicoUsd && String(key.ceilingPicoUsd),
      requests_per_minute: key.limits.requestsPerMinute,
      tokens_per_minute: key.limits.tokensPerMinute,
      concurrency: key.limits.concurrency,
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

  /** @param suspension - none resumes the key. */
  async suspend(
    transaction: Knex.Transaction,
    id: string,
    suspension: Suspension | undefined,
  ): Promise<void> {
    await transaction('keys')
      .where('id', id)
      .update({
        suspended_at_ms: suspension?.atMs ?? null,
        suspended_by: suspension?.by ?? null,
        suspended_reason: suspension?.reason ?? null,
      });
  }

  async rotate(
    transaction: Knex.Transaction,
    id: string,
    secretSha256: string,
    rotation: Rotation,
  ): Promise<void> {
    await transaction('keys').where('id', id).update({
      secret_sha256: secretSha256,
      rotated_at_ms: rotation.rotatedAtMs,
      rotated_by: rotation.rotatedBy,
      previous_secret_sha256: rotation.previousSecretSha256,
      previous_valid_until_ms: rotation.previousValidUntilMs,
      current_secret_used_at_ms: null,
      previous_secret_used_at_ms: null,
    });
  }

  async endOverlap(
    transaction: Knex.Transaction,
    id: string,
    atMs: number,
  ): Promise<void> {
    await transaction('keys')
      .where('id', id)
      .update({ previous_valid_until_ms: atMs });
  }

  async markSecretUsed(
    id: string,
    secret: 'current' | 'previous',
    atMs: number,
  ): Promise<void> {
    await this.#knex('keys')
      .where('id', id)
      .update({ [`${secret}_secret_used_at_ms`]: atMs });
  }

  /** @returns whether this notice was still to be sent. */
  async markNoticed(
    transaction: Knex.Transaction,
    id: string,
    days: number,
  ): Promise<boolean> {
    const changed = await transaction('keys')
      .where('id', id)
      .where(open =>
        open.whereNull('noticed_days').orWhere('noticed_days', '>', days),
      )
      .update({ noticed_days: days });
    return changed > 0;
  }

  /** Those of the gateway's own checks are nobody's to see or to change. */
  #keys(knex: Knex): Knex.QueryBuilder<KeyRow, KeyRow[]> {
    return knex('keys')
      .select('*', knex.raw('CAST(ceiling_pico_usd AS TEXT) AS ceiling'))
      .whereNot('issuance', PROBE_ISSUANCE);
  }
}

interface KeyRow {
  id: string;
  secret_sha256: string;
  kind: IssuedKey['kind'];
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
  issuance: IssuedKey['issuance'];
  approved_by: string | null;
  requested_at_ms: number | string | null;
  ceiling: string | null;
  requests_per_minute: number | string | null;
  tokens_per_minute: number | string | null;
  concurrency: number | string | null;
  suspended_at_ms: number | string | null;
  suspended_by: string | null;
  suspended_reason: string | null;
  rotated_at_ms: number | string | null;
  rotated_by: string | null;
  previous_secret_sha256: string | null;
  previous_valid_until_ms: number | string | null;
  current_secret_used_at_ms: number | string | null;
  previous_secret_used_at_ms: number | string | null;
  noticed_days: number | null;
  origin: IssuedKey['origin'];
}

function toKey(row: KeyRow): IssuedKey {
  return {
    id: row.id,
    secretSha256: row.secret_sha256,
    kind: row.kind,
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
    issuance: row.issuance,
    approvedBy: row.approved_by ?? undefined,
    requestedAtMs: Number(row.requested_at_ms ?? row.created_at_ms),
    ceilingPicoUsd: row.ceiling === null ? undefined : BigInt(row.ceiling),
    limits: {
      requestsPerMinute: optionalNumber(row.requests_per_minute),
      tokensPerMinute: optionalNumber(row.tokens_per_minute),
      concurrency: optionalNumber(row.concurrency),
    },
    suspension: suspensionOf(row),
    rotation: rotationOf(row),
    noticedDays: row.noticed_days ?? undefined,
    origin: row.origin,
  };
}

function suspensionOf(row: KeyRow): Suspension | undefined {
  return row.suspended_at_ms === null
    ? undefined
    : {
        atMs: Number(row.suspended_at_ms),
        by: row.suspended_by ?? '',
        reason: row.suspended_reason ?? '',
      };
}

function rotationOf(row: KeyRow): Rotation | undefined {
  return row.previous_secret_sha256 === null
    ? undefined
    : {
        rotatedAtMs: Number(row.rotated_at_ms),
        rotatedBy: row.rotated_by ?? '',
        previousSecretSha256: row.previous_secret_sha256,
        previousValidUntilMs: Number(row.previous_valid_until_ms),
        currentLastUsedAtMs: optionalNumber(row.current_secret_used_at_ms),
        previousLastUsedAtMs: optionalNumber(row.previous_secret_used_at_ms),
      };
}

function optionalNumber(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
