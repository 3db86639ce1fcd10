import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { picoUsdColumn } from '../../kernel/picoUsdColumns';
import { CeilingEvent, ReachedThreshold, ScopeKind } from './types';

/** Thresholds that were reached, in SQL. */
export class CeilingEventStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Writes down what is reached, each once a window and amount, whoever comes first.
   *
   * @param connection - the driver's, with a transaction that this takes part in.
   */
  async claim(
    reached: readonly ReachedThreshold[],
    connection?: unknown,
  ): Promise<void> {
    if (reached.length > 0) {
      const query = this.#knex('ceiling_events')
        .insert(reached.map(toRow))
        .onConflict(['ceiling_id', 'window_key', 'percent', 'amount_pico_usd'])
        .ignore();
      await (connection ? query.connection(connection) : query);
    }
  }

  /** The newest first. */
  async list(options: {
    limit: number;
    ceilingIds?: readonly string[];
  }): Promise<CeilingEvent[]> {
    const query = events(this.#knex).orderBy('id', 'desc').limit(options.limit);
    if (options.ceilingIds) {
      query.whereIn('ceiling_id', options.ceilingIds);
    } else {
      query.whereNot('scope_kind', 'drill');
    }
    return (await query).map(toEvent);
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<CeilingEvent | undefined> {
    const row = /^\d{1,15}$/.test(id)
      ? await events(knex).where('id', id).first()
      : undefined;
    return row && toEvent(row);
  }

  /**
   * Those that nobody was told of yet, the oldest first.
   *
   * @param ceilingId - of a drill, which tells of its events itself.
   */
  async toAlert(ceilingId?: string): Promise<CeilingEvent[]> {
    const query = events(this.#knex)
      .whereNull('alerted_at_ms')
      .orderBy('id')
      .limit(500);
    if (ceilingId === undefined) {
      query.whereNot('scope_kind', 'drill');
    } else {
      query.where('ceiling_id', ceilingId);
    }
    return (await query).map(toEvent);
  }

  /** Answers whether it was this transaction that marked the event. */
  async markAlerted(
    transaction: Knex.Transaction,
    id: string,
    outcome: { atMs: number; unhealthy: string | undefined },
  ): Promise<boolean> {
    const marked = await transaction('ceiling_events')
      .where('id', id)
      .whereNull('alerted_at_ms')
      .update({
        alerted_at_ms: outcome.atMs,
        unhealthy: outcome.unhealthy ?? null,
      });
    return marked === 1;
  }

  async acknowledge(
    transaction: Knex.Transaction,
    id: string,
    by: string,
    atMs: number,
  ): Promise<void> {
    await transaction('ceiling_events')
      .where('id', id)
      .whereNull('acknowledged_at_ms')
      .update({ acknowledged_at_ms: atMs, acknowledged_by: by });
  }
}

function toRow(reached: ReachedThreshold) {
  const { threshold } = reached;
  return {
    ceiling_id: reached.ceilingId,
    scope_kind: reached.scopeKind,
    scope_ref: reached.scopeRef,
    window_key: reached.windowKey,
    percent: threshold.percent,
    response: threshold.response,
    requests_per_minute:
      threshold.response === 'throttle' ? threshold.requestsPerMinute : null,
    recipients: JSON.stringify(threshold.recipients),
    amount_pico_usd: String(reached.amountPicoUsd),
    committed_pico_usd: String(reached.committedPicoUsd),
    held_pico_usd: String(reached.heldPicoUsd),
    at_ms: reached.atMs,
    noticed_by: reached.noticedBy,
  };
}

function events(knex: Knex) {
  return knex('ceiling_events').select(
    'id',
    'ceiling_id',
    'scope_kind',
    'scope_ref',
    'window_key',
    'percent',
    'response',
    'requests_per_minute',
    'recipients',
    picoUsdColumn(knex, 'amount_pico_usd', 'amount'),
    picoUsdColumn(knex, 'committed_pico_usd', 'committed'),
    picoUsdColumn(knex, 'held_pico_usd', 'held'),
    'at_ms',
    'noticed_by',
    'alerted_at_ms',
    'unhealthy',
    'acknowledged_by',
    'acknowledged_at_ms',
  );
}

function toEvent(row: {
  id: number | string;
  ceiling_id: string;
  scope_kind: ScopeKind;
  scope_ref: string;
  window_key: string;
  percent: number;
  response: CeilingThreshold['response'];
  requests_per_minute: number | null;
  recipients: string;
  amount: string;
  committed: string;
  held: string;
  at_ms: number | string;
  noticed_by: CeilingEvent['noticedBy'];
  alerted_at_ms: number | string | null;
  unhealthy: string | null;
  acknowledged_by: string | null;
  acknowledged_at_ms: number | string | null;
}): CeilingEvent {
  const { percent, response } = row;
  const recipients: string[] = JSON.parse(row.recipients);
  return {
    id: String(row.id),
    ceilingId: row.ceiling_id,
    scopeKind: row.scope_kind,
    scopeRef: row.scope_ref,
    windowKey: row.window_key,
    threshold:
      response === 'throttle'
        ? {
            response,
            percent,
            recipients,
            requestsPerMinute: row.requests_per_minute ?? 1,
          }
        : { response, percent, recipients },
    amountPicoUsd: BigInt(row.amount),
    committedPicoUsd: BigInt(row.committed),
    heldPicoUsd: BigInt(row.held),
    atMs: Number(row.at_ms),
    noticedBy: row.noticed_by,
    alertedAtMs:
      row.alerted_at_ms === null ? undefined : Number(row.alerted_at_ms),
    unhealthy: row.unhealthy ?? undefined,
    acknowledgedBy: row.acknowledged_by ?? undefined,
    acknowledgedAtMs:
      row.acknowledged_at_ms === null
        ? undefined
        : Number(row.acknowledged_at_ms),
  };
}
