import { Knex } from 'knex';
import { PolicyKey } from '../policy/PolicySnapshot';

/** What tells a key of the gateway's own checks from those of people. */
export const PROBE_ISSUANCE = 'probe';
/** Long enough for a run, and no longer. */
export const PROBE_KEY_LIFE_MS = 10 * 60_000;

const PROBE_PURPOSE = 'gateway-validation';

/** A key of the gateway's own checks. */
export interface ProbeKey {
  id: string;
  secretSha256: string;
  ownerRef: string;
  modelRefs: readonly string[];
  tier: string;
  createdBy: string;
  createdAtMs: number;
  expiresAtMs: number;
  revokedAtMs: number | undefined;
}

/**
 * Keys of the gateway's own checks, in SQL. They lie among the others because the
 * ledger points to them, and no list of keys shows them.
 */
export class ProbeKeyStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Also takes the place of an earlier one of the same id. */
  async save(transaction: Knex.Transaction, key: ProbeKey): Promise<void> {
    const row = {
      secret_sha256: key.secretSha256,
      owner_ref: key.ownerRef,
      team_ref: key.ownerRef,
      models: JSON.stringify(key.modelRefs),
      tier: key.tier,
      created_by: key.createdBy,
      created_at_ms: key.createdAtMs,
      expires_at_ms: key.expiresAtMs,
      revoked_at_ms: key.revokedAtMs ?? null,
      revoked_by: key.revokedAtMs === undefined ? null : key.createdBy,
    };
    await transaction('keys')
      .insert({
        ...row,
        id: key.id,
        kind: 'validation',
        issuance: PROBE_ISSUANCE,
        purpose: PROBE_PURPOSE,
        aup_version: '',
      })
      .onConflict('id')
      .merge(Object.keys(row));
  }

  async revoke(
    transaction: Knex.Transaction,
    id: string,
    atMs: number,
  ): Promise<void> {
    await transaction('keys')
      .where({ id, issuance: PROBE_ISSUANCE })
      .update({ revoked_at_ms: atMs });
  }

  /** @param reason - none resumes the key. */
  async suspend(
    transaction: Knex.Transaction,
    id: string,
    suspension: { atMs: number; by: string; reason: string } | undefined,
  ): Promise<void> {
    await transaction('keys')
      .where({ id, issuance: PROBE_ISSUANCE })
      .update({
        suspended_at_ms: suspension?.atMs ?? null,
        suspended_by: suspension?.by ?? null,
        suspended_reason: suspension?.reason ?? null,
      });
  }

  /** As the gateway's policy needs them; older ones have ended. */
  async list(createdAfterMs: number): Promise<PolicyKey[]> {
    const rows: ProbeKeyRow[] = await this.#knex('keys')
      .where('issuance', PROBE_ISSUANCE)
      .where('created_at_ms', '>', createdAfterMs);
    return rows.map(toPolicyKey);
  }

  /** Forgets keys of old drills that no row of the ledger points to. */
  async forget(createdBeforeMs: number): Promise<number> {
    const knex = this.#knex;
    return knex('keys')
      .where('issuance', PROBE_ISSUANCE)
      .where('created_at_ms', '<', createdBeforeMs)
      .whereNotExists(
        knex('requests')
          .select(knex.raw('1'))
          .whereRaw('requests.key_id = keys.id'),
      )
      .delete();
  }
}

interface ProbeKeyRow {
  id: string;
  secret_sha256: string;
  owner_ref: string;
  purpose: string;
  models: string;
  tier: string;
  created_by: string;
  expires_at_ms: number | string;
  revoked_at_ms: number | string | null;
  suspended_reason: string | null;
}

function toPolicyKey(row: ProbeKeyRow): PolicyKey {
  return {
    id: row.id,
    secretSha256: row.secret_sha256,
    previous: undefined,
    suspendedBecause: row.suspended_reason ?? undefined,
    ownerRef: row.owner_ref,
    teamRef: row.owner_ref,
    applicationRef: undefined,
    purpose: row.purpose,
    models: new Set(JSON.parse(row.models)),
    tier: row.tier,
    limits: {},
    createdBy: row.created_by,
    expiresAtMs: Number(row.expires_at_ms),
    revokedAtMs:
      row.revoked_at_ms === null ? undefined : Number(row.revoked_at_ms),
    isProbe: true,
  };
}
