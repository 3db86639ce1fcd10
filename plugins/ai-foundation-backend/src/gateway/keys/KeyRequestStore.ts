import { KeyRequest } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Origin } from '../../kernel/AuditTrail';

/** A key that somebody asked for and a person decides on. */
export interface PendingKeyRequest {
  id: string;
  /** With what policy filled in. */
  request: KeyRequest & { expiresInDays: number };
  justification: string;
  ownerRef: string;
  teamRef: string;
  requestedBy: string;
  requestedAtMs: number;
  /** What goes beyond what policy issues by itself, in words. */
  needs: readonly string[];
  /** As it was left; `expired` follows from the clock. */
  state: 'requested' | 'approved' | 'refused' | 'withdrawn' | 'collected';
  /** Where it has not ended before. */
  endsAtMs: number;
  decidedBy: string | undefined;
  decidedAtMs: number | undefined;
  decisionReason: string | undefined;
  /** Of what was approved. */
  factsSha256: string | undefined;
  keyId: string | undefined;
  origin: Origin;
}

/** Key requests, in SQL. */
export class KeyRequestStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether requests of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest first. */
  async list(requestedBy?: string): Promise<PendingKeyRequest[]> {
    const query = this.#counted(this.#knex).orderBy([
      { column: 'requested_at_ms', order: 'desc' },
      { column: 'id' },
    ]);
    if (requestedBy !== undefined) {
      query.where('requested_by', requestedBy);
    }
    return (await query).map(toRequest);
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<PendingKeyRequest | undefined> {
    const row = await this.#counted(knex).where({ id }).first();
    return row && toRequest(row);
  }

  async save(
    transaction: Knex.Transaction,
    request: PendingKeyRequest,
  ): Promise<void> {
    await transaction('key_requests')
      .insert({
        id: request.id,
        request: JSON.stringify(request.request),
        justification: request.justification,
        owner_ref: request.ownerRef,
        team_ref: request.teamRef,
        requested_by: request.requestedBy,
        requested_at_ms: request.requestedAtMs,
        needs: JSON.stringify(request.needs),
        state: request.state,
        ends_at_ms: request.endsAtMs,
        decided_by: request.decidedBy ?? null,
        decided_at_ms: request.decidedAtMs ?? null,
        decision_reason: request.decisionReason ?? null,
        facts_sha256: request.factsSha256 ?? null,
        key_id: request.keyId ?? null,
        origin: request.origin,
      })
      .onConflict('id')
      .merge([
        'state',
        'ends_at_ms',
        'decided_by',
        'decided_at_ms',
        'decision_reason',
        'facts_sha256',
        'key_id',
      ]);
  }

  #counted(knex: Knex) {
    const query = knex<KeyRequestRow>('key_requests');
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

interface KeyRequestRow {
  id: string;
  request: string;
  justification: string;
  owner_ref: string;
  team_ref: string;
  requested_by: string;
  requested_at_ms: number | string;
  needs: string;
  state: PendingKeyRequest['state'];
  ends_at_ms: number | string;
  decided_by: string | null;
  decided_at_ms: number | string | null;
  decision_reason: string | null;
  facts_sha256: string | null;
  key_id: string | null;
  origin: Origin;
}

function toRequest(row: KeyRequestRow): PendingKeyRequest {
  return {
    id: row.id,
    request: JSON.parse(row.request),
    justification: row.justification,
    ownerRef: row.owner_ref,
    teamRef: row.team_ref,
    requestedBy: row.requested_by,
    requestedAtMs: Number(row.requested_at_ms),
    needs: JSON.parse(row.needs),
    state: row.state,
    endsAtMs: Number(row.ends_at_ms),
    decidedBy: row.decided_by ?? undefined,
    decidedAtMs:
      row.decided_at_ms === null ? undefined : Number(row.decided_at_ms),
    decisionReason: row.decision_reason ?? undefined,
    factsSha256: row.facts_sha256 ?? undefined,
    keyId: row.key_id ?? undefined,
    origin: row.origin,
  };
}
