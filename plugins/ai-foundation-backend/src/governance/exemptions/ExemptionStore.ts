import { Knex } from 'knex';
import { GrantedExemption } from './liveExemption';
import { Consent, ExemptionEnd, PolicyExemption } from './types';

/** Exemptions with what the seats said to them, in SQL. */
export class ExemptionStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether exemptions of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest first. */
  async list(): Promise<PolicyExemption[]> {
    const [rows, consents] = await Promise.all([
      this.#counting(this.#knex).orderBy([
        { column: 'requested_at_ms', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]),
      this.#knex<ConsentRow>('exemption_consents').orderBy('decided_at_ms'),
    ]);
    const consentsOf = Map.groupBy(consents, row => row.exemption_id);
    return rows.map(row => toExemption(row, consentsOf.get(row.id) ?? []));
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<PolicyExemption | undefined> {
    const row = await this.#counting(knex).where('id', id).first();
    if (!row) {
      return undefined;
    }
    const consents = await knex<ConsentRow>('exemption_consents')
      .where('exemption_id', id)
      .orderBy('decided_at_ms');
    return toExemption(row, consents);
  }

  /** What the gateway lets through beyond its rules: approved, not revoked, not over. */
  async granted(nowMs: number): Promise<GrantedExemption[]> {
    const rows = await this.#counting(this.#knex)
      .whereNotNull('approved_at_ms')
      .whereNull('ended_as')
      .whereNotNull('tier')
      .where('ends_at_ms', '>', nowMs)
      .orderBy('id');
    return rows.map(row => ({
      id: row.id,
      teamRef: row.team_ref,
      applicationRef: row.application_ref ?? undefined,
      keyId: row.key_id ?? undefined,
      tier: row.tier ?? '',
      models: new Set<string>(JSON.parse(row.models ?? '[]')),
      endsAtMs: Number(row.ends_at_ms),
    }));
  }

  /** Within a change of policy, which runs alone: rows are never deleted. */
  async nextId(transaction: Knex.Transaction): Promise<string> {
    const [{ rows }] = await transaction('exemptions').count({ rows: '*' });
    return `EX-${Number(rows) + 1}`;
  }

  async insert(
    transaction: Knex.Transaction,
    exemption: PolicyExemption,
  ): Promise<void> {
    await transaction('exemptions').insert({
      id: exemption.id,
      aup_version: exemption.aupVersion,
      rules: JSON.stringify(exemption.rules),
      team_ref: exemption.teamRef,
      application_ref: exemption.applicationRef,
      key_id: exemption.keyId,
      tier: exemption.data?.tier,
      models: exemption.data && JSON.stringify(exemption.data.models),
      justification: exemption.justification,
      risk_assessment: exemption.riskAssessment,
      compensating_control: exemption.compensatingControl,
      revocation_condition: exemption.revocationCondition,
      requested_by: exemption.requestedBy,
      requested_at_ms: exemption.requestedAtMs,
      ends_at_ms: exemption.endsAtMs,
      origin: exemption.origin,
    });
  }

  async insertConsent(
    transaction: Knex.Transaction,
    id: string,
    consent: Consent,
  ): Promise<void> {
    await transaction('exemption_consents').insert({
      exemption_id: id,
      seat: consent.seat,
      decision: consent.decision,
      decided_by: consent.decidedBy,
      decided_at_ms: consent.decidedAtMs,
      reason: consent.reason,
    });
  }

  async approve(
    transaction: Knex.Transaction,
    id: string,
    atMs: number,
  ): Promise<void> {
    await transaction('exemptions')
      .where('id', id)
      .update({ approved_at_ms: atMs });
  }

  async end(
    transaction: Knex.Transaction,
    id: string,
    end: ExemptionEnd,
  ): Promise<void> {
    await transaction('exemptions').where('id', id).update({
      ended_as: end.as,
      ended_by: end.by,
      ended_at_ms: end.atMs,
      end_reason: end.reason,
    });
  }

  /** Days before the end at which people were told already. */
  async noticedDays(
    transaction: Knex.Transaction,
    id: string,
  ): Promise<Set<number>> {
    const rows = await transaction('exemption_notices').where(
      'exemption_id',
      id,
    );
    return new Set(rows.map(({ days }) => days));
  }

  async insertNotices(
    transaction: Knex.Transaction,
    id: string,
    days: readonly number[],
    atMs: number,
  ): Promise<void> {
    await transaction('exemption_notices').insert(
      days.map(day => ({ exemption_id: id, days: day, noticed_at_ms: atMs })),
    );
  }

  /** The team and application of a key; `undefined` where there is no such key. */
  async ownerOfKey(
    id: string,
  ): Promise<
    { teamRef: string; applicationRef: string | undefined } | undefined
  > {
    const row = await this.#knex('keys')
      .where('id', id)
      .first('team_ref', 'application_ref');
    return (
      row && {
        teamRef: row.team_ref,
        applicationRef: row.application_ref ?? undefined,
      }
    );
  }

  #counting(knex: Knex) {
    const query = knex<ExemptionRow>('exemptions').select('*');
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

interface ConsentRow {
  exemption_id: string;
  seat: Consent['seat'];
  decision: Consent['decision'];
  decided_by: string;
  decided_at_ms: number | string;
  reason: string;
}

interface ExemptionRow {
  id: string;
  aup_version: string;
  rules: string;
  team_ref: string;
  application_ref: string | null;
  key_id: string | null;
  tier: string | null;
  models: string | null;
  justification: string;
  risk_assessment: string;
  compensating_control: string;
  revocation_condition: string;
  requested_by: string;
  requested_at_ms: number | string;
  ends_at_ms: number | string;
  approved_at_ms: number | string | null;
  ended_as: ExemptionEnd['as'] | null;
  ended_by: string | null;
  ended_at_ms: number | string | null;
  end_reason: string | null;
  origin: PolicyExemption['origin'];
}

function toExemption(
  row: ExemptionRow,
  consents: readonly ConsentRow[],
): PolicyExemption {
  return {
    id: row.id,
    aupVersion: row.aup_version,
    rules: JSON.parse(row.rules),
    teamRef: row.team_ref,
    applicationRef: row.application_ref ?? undefined,
    keyId: row.key_id ?? undefined,
    data:
      row.tier === null
        ? undefined
        : { tier: row.tier, models: JSON.parse(row.models ?? '[]') },
    justification: row.justification,
    riskAssessment: row.risk_assessment,
    compensatingControl: row.compensating_control,
    revocationCondition: row.revocation_condition,
    requestedBy: row.requested_by,
    requestedAtMs: Number(row.requested_at_ms),
    endsAtMs: Number(row.ends_at_ms),
    approvedAtMs:
      row.approved_at_ms === null ? undefined : Number(row.approved_at_ms),
    ended:
      row.ended_as === null
        ? undefined
        : {
            as: row.ended_as,
            by: row.ended_by ?? '',
            atMs: Number(row.ended_at_ms),
            reason: row.end_reason ?? '',
          },
    consents: consents.map(consent => ({
      seat: consent.seat,
      decision: consent.decision,
      decidedBy: consent.decided_by,
      decidedAtMs: Number(consent.decided_at_ms),
      reason: consent.reason,
    })),
    origin: row.origin,
  };
}
