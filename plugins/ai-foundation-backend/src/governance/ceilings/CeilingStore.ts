import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { picoUsdColumn, picoUsdSum } from '../../kernel/picoUsdColumns';
import { TimeWindow, WindowBounds } from '../../kernel/windows';
import { CeilingUse, CostCeiling, DRILL_DIALECT, ScopeKind } from './types';

/** Which requests are in a scope. */
const REQUEST_COLUMN: Record<
  Exclude<ScopeKind, 'organisation' | 'drill'>,
  string
> = {
  team: 'team_ref',
  application: 'application_ref',
  key: 'key_id',
  model: 'model_ref',
};

/** Ceilings and what has run under them, in SQL. */
export class CeilingStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether ceilings of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** Those of the organisation and its parts; sandboxes of drills are left out. */
  async list(): Promise<CostCeiling[]> {
    const rows = await this.#counting(this.#knex)
      .whereNot('scope_kind', 'drill')
      .orderBy(['scope_kind', 'scope_ref', 'time_window']);
    return rows.map(toCeiling);
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<CostCeiling | undefined> {
    const row = await this.#counting(knex).where('id', id).first();
    return row && toCeiling(row);
  }

  /** Whether a scope has a ceiling of any window. */
  async has(scope: { kind: ScopeKind; ref: string }): Promise<boolean> {
    const row = await this.#counting(this.#knex)
      .where({ scope_kind: scope.kind, scope_ref: scope.ref })
      .first();
    return row !== undefined;
  }

  async find(
    scope: { kind: ScopeKind; ref: string; window: TimeWindow },
    knex: Knex = this.#knex,
  ): Promise<CostCeiling | undefined> {
    const row = await this.#counting(knex)
      .where({
        scope_kind: scope.kind,
        scope_ref: scope.ref,
        time_window: scope.window,
      })
      .first();
    return row && toCeiling(row);
  }

  /** Sets it; one of demo origin that does not count makes way. */
  async save(
    transaction: Knex.Transaction,
    ceiling: CostCeiling,
  ): Promise<void> {
    const idle = await transaction('ceilings')
      .where({
        scope_kind: ceiling.scopeKind,
        scope_ref: ceiling.scopeRef,
        time_window: ceiling.window,
      })
      .whereNot('id', ceiling.id)
      .first('id');
    if (idle) {
      await this.remove(transaction, idle.id);
    }
    await transaction('ceilings')
      .insert({
        id: ceiling.id,
        scope_kind: ceiling.scopeKind,
        scope_ref: ceiling.scopeRef,
        time_window: ceiling.window,
        time_zone: ceiling.timeZone,
        amount_pico_usd: String(ceiling.amountPicoUsd),
        thresholds: JSON.stringify(ceiling.thresholds),
        set_at_ms: ceiling.setAtMs,
        set_by: ceiling.setBy,
        reason: ceiling.reason,
        origin: ceiling.origin,
      })
      .onConflict('id')
      .merge();
  }

  /** Removes a ceiling with its counts; nothing that runs is held under it any more. */
  async remove(transaction: Knex.Transaction, id: string): Promise<void> {
    await transaction('holds').where('ceiling_id', id).delete();
    await transaction('ceiling_spend').where('ceiling_id', id).delete();
    await transaction('ceilings').where('id', id).delete();
  }

  /**
   * Counts what has already run in a window under a ceiling: settled requests
   * as committed, admitted ones as held. Call it where admissions are locked out.
   */
  async count(
    transaction: Knex.Transaction,
    ceiling: CostCeiling,
    window: WindowBounds,
  ): Promise<void> {
    await this.countSpend(transaction, ceiling, window);
    await transaction('holds').where('ceiling_id', ceiling.id).delete();
    await transaction(
      transaction.raw(
        'holds (request_id, ceiling_id, window_key, amount_pico_usd)',
      ),
    ).insert(
      requestsIn(transaction, ceiling, window)
        .where('state', 'admitted')
        .select(
          'id',
          transaction.raw('?', [ceiling.id]),
          transaction.raw('?', [window.key]),
          'hold_pico_usd',
        ),
    );
  }

  /** The committed part of `count`, which is all that a window of the past has. */
  async countSpend(
    transaction: Knex.Transaction,
    ceiling: CostCeiling,
    window: WindowBounds,
  ): Promise<void> {
    const [{ committed }] = await requestsIn(transaction, ceiling, window)
      .where('state', 'settled')
      .select(picoUsdSum(transaction, 'cost_pico_usd', 'committed'));
    await transaction('ceiling_spend')
      .insert({
        ceiling_id: ceiling.id,
        window_key: window.key,
        committed_pico_usd: committed,
      })
      .onConflict(['ceiling_id', 'window_key'])
      .merge();
  }

  /** What has run under ceilings in windows of these names. */
  async uses(windowKeys: readonly string[]): Promise<CeilingUses> {
    const keys = [...new Set(windowKeys)];
    const [spend, holds] = await Promise.all([
      this.#knex('ceiling_spend')
        .whereIn('window_key', keys)
        .select(
          'ceiling_id',
          'window_key',
          picoUsdColumn(this.#knex, 'committed_pico_usd', 'amount'),
        ),
      this.#knex('holds')
        .whereIn('window_key', keys)
        .groupBy('ceiling_id', 'window_key')
        .select(
          'ceiling_id',
          'window_key',
          picoUsdSum(this.#knex, 'amount_pico_usd', 'amount'),
        ),
    ]);
    const committed = amountsByWindow(spend);
    const held = amountsByWindow(holds);
    return (ceilingId, windowKey) => ({
      windowKey,
      committedPicoUsd: committed.get(`${ceilingId} ${windowKey}`) ?? 0n,
      heldPicoUsd: held.get(`${ceilingId} ${windowKey}`) ?? 0n,
    });
  }

  /** The team that a key belongs to; `undefined` where there is no such key. */
  async teamOfKey(
    keyId: string,
    knex: Knex = this.#knex,
  ): Promise<string | undefined> {
    const row = await knex('keys').where('id', keyId).first('team_ref');
    return row?.team_ref;
  }

  /** The teams of all keys that have a ceiling of their own. */
  async teamsOfKeys(): Promise<Map<string, string>> {
    const rows = await this.#knex('keys')
      .whereIn(
        'id',
        this.#knex('ceilings').where('scope_kind', 'key').select('scope_ref'),
      )
      .select('id', 'team_ref');
    return new Map(rows.map(row => [row.id, row.team_ref]));
  }

  #counting(knex: Knex): Knex.QueryBuilder {
    const query = ceilings(knex);
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }

  /** What the audit trail says about a ceiling, the newest first. */
  async changes(ceilingId: string): Promise<AuditedChange[]> {
    const rows = await this.#knex('audit_entries')
      .where('subject', subjectOf(ceilingId))
      .orderBy('seq', 'desc')
      .select('at_ms', 'actor_ref', 'action', 'details');
    return rows.map(row => ({
      atMs: Number(row.at_ms),
      actorRef: row.actor_ref,
      action: row.action,
      details: JSON.parse(row.details),
    }));
  }
}

/** Answers what has run under a ceiling in one of the windows that were asked for. */
export type CeilingUses = (ceilingId: string, windowKey: string) => CeilingUse;

export interface AuditedChange {
  atMs: number;
  actorRef: string;
  action: string;
  details: { before?: unknown; after?: unknown; reason?: string };
}

/** How the audit trail names a ceiling. */
export function subjectOf(ceilingId: string): string {
  return `ceiling:${ceilingId}`;
}

/** The requests that count under a ceiling; drills cost nothing to anybody. */
function requestsIn(
  knex: Knex,
  ceiling: CostCeiling,
  window: WindowBounds,
): Knex.QueryBuilder {
  const query = knex('requests')
    .where('arrived_at_ms', '>=', window.startMs)
    .where('arrived_at_ms', '<', window.endMs)
    .whereNot('dialect', DRILL_DIALECT);
  return ceiling.scopeKind === 'organisation' || ceiling.scopeKind === 'drill'
    ? query
    : query.where(REQUEST_COLUMN[ceiling.scopeKind], ceiling.scopeRef);
}

function amountsByWindow(
  rows: Array<{ ceiling_id: string; window_key: string; amount: string }>,
): Map<string, bigint> {
  return new Map(
    rows.map(row => [
      `${row.ceiling_id} ${row.window_key}`,
      BigInt(row.amount),
    ]),
  );
}

function ceilings(knex: Knex) {
  return knex('ceilings').select(
    'id',
    'scope_kind',
    'scope_ref',
    'time_window',
    'time_zone',
    picoUsdColumn(knex, 'amount_pico_usd', 'amount'),
    'thresholds',
    'set_at_ms',
    'set_by',
    'reason',
    'origin',
  );
}

function toCeiling(row: {
  id: string;
  scope_kind: ScopeKind;
  scope_ref: string;
  time_window: TimeWindow;
  time_zone: string;
  amount: string;
  thresholds: string;
  set_at_ms: number | string;
  set_by: string;
  reason: string;
  origin: CostCeiling['origin'];
}): CostCeiling {
  return {
    id: row.id,
    scopeKind: row.scope_kind,
    scopeRef: row.scope_ref,
    window: row.time_window,
    timeZone: row.time_zone,
    amountPicoUsd: BigInt(row.amount),
    thresholds: JSON.parse(row.thresholds) as CeilingThreshold[],
    setAtMs: Number(row.set_at_ms),
    setBy: row.set_by,
    reason: row.reason,
    origin: row.origin,
  };
}
