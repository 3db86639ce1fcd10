import { Knex } from 'knex';
import { moneyFromSql } from './money';

/** Word by word as in the index of running requests, so that it is used. */
const RUNNING = "requests.state = 'admitted'";

export interface Orphan {
  requestId: string;
  holdPicoUsd: bigint;
}

/** The SQL of running gateways and of the rows that a dead one left. */
export class InstanceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async beat(instanceId: string, nowMs: number): Promise<void> {
    await this.#knex('gateway_instances')
      .insert({
        id: instanceId,
        started_at_ms: nowMs,
        heartbeat_at_ms: nowMs,
      })
      .onConflict('id')
      .merge(['heartbeat_at_ms']);
  }

  /** Removes instances without running requests. */
  async remove(
    which: { instanceId: string } | { heartbeatBeforeMs: number },
  ): Promise<void> {
    const knex = this.#knex;
    await knex('gateway_instances')
      .where(builder =>
        'instanceId' in which
          ? builder.where('id', which.instanceId)
          : builder.where('heartbeat_at_ms', '<', which.heartbeatBeforeMs),
      )
      .whereNotExists(
        knex('requests')
          .select(knex.raw('1'))
          .whereRaw(RUNNING)
          .whereRaw('instance_id = gateway_instances.id'),
      )
      .delete();
  }

  /** Instances with running requests, with the heartbeat of each that has one. */
  async withRunningRequests(): Promise<Map<string, string | undefined>> {
    const rows: Array<{ id: string; heartbeat: string | null }> =
      await this.#knex('requests')
        .leftJoin('gateway_instances as i', 'i.id', 'requests.instance_id')
        .whereRaw(RUNNING)
        .distinct({
          id: 'requests.instance_id',
          heartbeat: 'i.heartbeat_at_ms',
        });
    return new Map(
      rows.map(({ id, heartbeat }) => [
        id,
        heartbeat === null ? undefined : String(heartbeat),
      ]),
    );
  }

  /** Running requests of some instances, or whose hold has expired. */
  async orphans(options: {
    instanceIds: readonly string[];
    expiredBeforeMs: number;
    limit: number;
  }): Promise<Orphan[]> {
    const rows: Array<{ id: string; hold: string }> = await this.#knex(
      'requests',
    )
      .select('id', this.#knex.raw('CAST(hold_pico_usd AS TEXT) AS hold'))
      .whereRaw(RUNNING)
      .where(builder =>
        builder
          .whereIn('instance_id', options.instanceIds)
          .orWhere('hold_expires_at_ms', '<', options.expiredBeforeMs),
      )
      .orderBy('id')
      .limit(options.limit);
    return rows.map(({ id, hold }) => ({
      requestId: id,
      holdPicoUsd: moneyFromSql(hold),
    }));
  }
}
