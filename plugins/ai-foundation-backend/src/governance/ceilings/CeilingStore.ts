import { Knex } from 'knex';
import { picoUsdColumn, picoUsdSum } from '../../kernel/picoUsdColumns';
import { TimeWindow, WindowBounds } from '../../kernel/windows';
import { CeilingUse, CostCeiling, ScopeKind } from './types';

/** Which requests are in a scope. */
const REQUEST_COLUMN: Record<Exclude<ScopeKind, 'organisation'>, string> = {
  team: 'team_ref',
  application: 'application_ref',
  key: 'key_id',
  model: 'model_ref',
};

/** Ceilings and what has run under them, in SQL. */
export class CeilingStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<CostCeiling[]> {
    const rows = await ceilings(this.#knex).orderBy([
      'scope_kind',
      'scope_ref',
    ]);
    return rows.map(toCeiling);
  }

  async find(
    scope: { kind: ScopeKind; ref: string; window: TimeWindow },
    knex: Knex = this.#knex,
  ): Promise<CostCeiling | undefined> {
    const row = await ceilings(knex)
      .where({
        scope_kind: scope.kind,
        scope_ref: scope.ref,
        time_window: scope.window,
      })
      .first();
    return row && toCeiling(row);
  }

  async save(
    transaction: Knex.Transaction,
    ceiling: CostCeiling,
  ): Promise<void> {
    await transaction('ceilings')
      .insert({
        id: ceiling.id,
        scope_kind: ceiling.scopeKind,
        scope_ref: ceiling.scopeRef,
        time_window: ceiling.window,
        time_zone: ceiling.timeZone,
        amount_pico_usd: String(ceiling.amountPicoUsd),
        response: ceiling.response,
        set_at_ms: ceiling.setAtMs,
        set_by: ceiling.setBy,
        reason: ceiling.reason,
        origin: ceiling.origin,
      })
      .onConflict('id')
      .merge();
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
    const requests = () => {
      const query = transaction('requests')
        .where('arrived_at_ms', '>=', window.startMs)
        .where('arrived_at_ms', '<', window.endMs);
      return ceiling.scopeKind === 'organisation'
        ? query
        : query.where(REQUEST_COLUMN[ceiling.scopeKind], ceiling.scopeRef);
    };
    const [{ committed }] = await requests()
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
    await transaction('holds').where('ceiling_id', ceiling.id).delete();
    await transaction(
      transaction.raw(
        'holds (request_id, ceiling_id, window_key, amount_pico_usd)',
      ),
    ).insert(
      requests()
        .where('state', 'admitted')
        .select(
          'id',
          transaction.raw('?', [ceiling.id]),
          transaction.raw('?', [window.key]),
          'hold_pico_usd',
        ),
    );
  }

  /** What has run under a ceiling in one window. */
  async use(ceilingId: string, windowKey: string): Promise<CeilingUse> {
    const inWindow = { ceiling_id: ceilingId, window_key: windowKey };
    const [spend, [holds]] = await Promise.all([
      this.#knex('ceiling_spend')
        .where(inWindow)
        .first(picoUsdColumn(this.#knex, 'committed_pico_usd', 'committed')),
      this.#knex('holds')
        .where(inWindow)
        .select(picoUsdSum(this.#knex, 'amount_pico_usd', 'held')),
    ]);
    return {
      windowKey,
      committedPicoUsd: BigInt(spend?.committed ?? 0),
      heldPicoUsd: BigInt(holds.held),
    };
  }

  /** The team that a key belongs to; `undefined` where there is no such key. */
  async teamOfKey(
    keyId: string,
    knex: Knex = this.#knex,
  ): Promise<string | undefined> {
    const row = await knex('keys').where('id', keyId).first('team_ref');
    return row?.team_ref;
  }
}

function ceilings(knex: Knex) {
  return knex('ceilings').select(
    'id',
    'scope_kind',
    'scope_ref',
    'time_window',
    'time_zone',
    picoUsdColumn(knex, 'amount_pico_usd', 'amount'),
    'response',
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
  response: CostCeiling['response'];
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
    response: row.response,
    setAtMs: Number(row.set_at_ms),
    setBy: row.set_by,
    reason: row.reason,
    origin: row.origin,
  };
}
