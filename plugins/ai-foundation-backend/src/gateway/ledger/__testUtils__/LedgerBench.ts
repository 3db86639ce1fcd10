import {
  CeilingThreshold,
  NO_USAGE,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../../kernel/Clock';
import { openDatabase } from '../../../kernel/openDatabase';
import { TimeWindow } from '../../../kernel/windows';
import { Calendar } from '../Calendar';
import { createLedger, RunningLedger } from '../createLedger';
import { InstanceStore } from '../InstanceStore';
import { LedgerStore } from '../LedgerStore';
import { LOOKS_UNTIL_DEAD, Sweeper } from '../Sweeper';
import { Admission, LedgerSubject, Refusal, Settlement } from '../types';

export const TEAM = 'group:default/payments';
export const MODEL = 'aimodel:default/small';
export const APPLICATION = 'component:default/checkout';
export const NOW_MS = Date.UTC(2026, 10, 22, 12);

export interface BenchCeiling {
  kind: 'organisation' | 'team' | 'application' | 'key' | 'model';
  ref?: string;
  amount: bigint;
  timeZone?: string;
  window?: TimeWindow;
  /** A stop at the top where nothing is said. */
  thresholds?: Array<{
    response: CeilingThreshold['response'];
    percent: number;
    requestsPerMinute?: number;
  }>;
}

/** Children before their parents. */
const TABLES = [
  'throttled_admissions',
  'ceiling_events',
  'ceiling_raises',
  'cost_rollups',
  'holds',
  'requests',
  'gateway_instances',
  'keys',
  'ceiling_spend',
  'ceilings',
  'price_versions',
  'model_decisions',
];

/** A database with what the rows of a ledger refer to, and nothing else. */
export class LedgerBench {
  readonly knex: Knex;
  readonly clock: { nowMs: number };
  readonly logger = mockServices.logger.mock();

  private constructor(knex: Knex, nowMs: number) {
    this.knex = knex;
    this.clock = { nowMs };
  }

  static async create(
    knex: Knex,
    options: {
      keys?: string[];
      ceilings?: BenchCeiling[];
      nowMs?: number;
    } = {},
  ): Promise<LedgerBench> {
    await openDatabase(
      mockServices.database.mock({ getClient: async () => knex }),
    );
    for (const table of TABLES) {
      await knex(table).delete();
    }
    const bench = new LedgerBench(knex, options.nowMs ?? NOW_MS);
    const [decision] = await knex('model_decisions').insert(
      {
        model_ref: MODEL,
        decision: 'approved',
        governed_sha256: '',
        governed: '{}',
        reason: 'For tests',
        decided_by: 'user:default/ada',
        decided_at_ms: 0,
      },
      'id',
    );
    await knex('price_versions').insert({
      id: 'price',
      model_ref: MODEL,
      effective_from_ms: 0,
      price: '{}',
      decision_id: decision.id,
    });
    for (const id of options.keys ?? ['key1']) {
      await knex('keys').insert({
        id,
        secret_sha256: '',
        owner_ref: TEAM,
        team_ref: TEAM,
        purpose: 'tests',
        models: '[]',
        tier: 'public',
        aup_version: '1.0',
        created_by: 'user:default/ada',
        created_at_ms: 0,
        expires_at_ms: NOW_MS * 2,
      });
    }
    for (const ceiling of options.ceilings ?? []) {
      await bench.setCeiling(ceiling);
    }
    return bench;
  }

  async setCeiling(ceiling: BenchCeiling): Promise<void> {
    await this.knex('ceilings').insert({
      id: randomUUID(),
      scope_kind: ceiling.kind,
      scope_ref: ceiling.ref ?? '',
      time_window: ceiling.window ?? 'month',
      time_zone: ceiling.timeZone ?? 'UTC',
      thresholds: JSON.stringify(
        (ceiling.thresholds ?? [{ response: 'stop', percent: 100 }]).map(
          threshold => ({ ...threshold, recipients: [] }),
        ),
      ),
      amount_pico_usd: ceiling.amount.toString(),
      set_at_ms: 0,
      set_by: 'user:default/ada',
      reason: 'For tests',
    });
  }

  ledger(options: { knex?: Knex; timeZone?: string } = {}): RunningLedger {
    return createLedger({
      knex: options.knex ?? this.knex,
      clock: this.#now,
      logger: this.logger,
      timeZone: options.timeZone ?? 'UTC',
      countsDemo: false,
    });
  }

  sweeper(instanceId: string = randomUUID()): Sweeper {
    return new Sweeper({
      instanceId,
      instances: new InstanceStore(this.knex),
      ledger: new LedgerStore(this.knex, new Calendar('UTC'), false),
      clock: this.#now,
      logger: this.logger,
    });
  }

  async beat(instanceId: string, atMs = this.clock.nowMs): Promise<void> {
    await new InstanceStore(this.knex).beat(instanceId, atMs);
  }

  async withoutTable(table: string, run: () => Promise<void>): Promise<void> {
    await this.knex.schema.renameTable(table, 'away');
    await run();
    await this.knex.schema.renameTable('away', table);
  }

  admission(
    hold: bigint,
    subject: Partial<LedgerSubject> = {},
    rest: Partial<Admission> = {},
  ): Admission {
    return {
      subject: this.subject(subject),
      priceVersion: 'price',
      holdPicoUsd: hold,
      holdExpiresAtMs: this.clock.nowMs + 900_000,
      ...rest,
    };
  }

  refusal(subject: Partial<LedgerSubject> = {}): Refusal {
    return {
      subject: this.subject(subject),
      httpStatus: 403,
      errorCode: 'model_not_approved',
      settledAtMs: this.clock.nowMs,
      durationMs: 1.5,
    };
  }

  settlement(
    admission: Admission,
    cost: bigint,
    rest: Partial<Settlement> = {},
  ): Settlement {
    return {
      requestId: admission.subject.requestId,
      outcome: 'completed',
      httpStatus: 200,
      errorCode: undefined,
      responseModel: 'small-2026',
      providerRequestId: 'req_1',
      usage: { ...NO_USAGE, input: 7, cachedInput: 2, output: 3 },
      rawUsage: { prompt_tokens: 7, completion_tokens: 3 },
      usageSource: 'provider',
      costPicoUsd: cost,
      settledAtMs: this.clock.nowMs,
      durationMs: 12.25,
      timeToFirstByteMs: 3.5,
      ...rest,
    };
  }

  subject(rest: Partial<LedgerSubject> = {}): LedgerSubject {
    return {
      requestId: randomUUID(),
      attempt: 1,
      callId: undefined,
      arrivedAtMs: this.clock.nowMs,
      keyId: 'key1',
      teamRef: TEAM,
      applicationRef: '',
      purpose: 'tests',
      tier: 'public',
      dialect: 'openai',
      operation: 'chat',
      stream: false,
      requestedModel: 'small',
      modelRef: MODEL,
      provider: 'demo',
      clientRequestId: undefined,
      decision: [
        { control: 'model', verdict: 'passed', reason: 'ok', inputs: {} },
      ],
      ...rest,
    };
  }

  async row(requestId: string) {
    return this.knex('requests').where('id', requestId).first();
  }

  async rollups() {
    const rows = await this.knex('cost_rollups')
      .select('*')
      .select(
        this.knex.raw('CAST(cost_pico_usd AS TEXT) AS cost'),
        this.knex.raw('CAST(estimated_cost_pico_usd AS TEXT) AS estimated'),
      )
      .orderBy('hour_start_ms');
    return rows.map(row => ({
      hourStart: new Date(Number(row.hour_start_ms)).toISOString(),
      teamRef: row.team_ref,
      keyId: row.key_id,
      modelRef: row.model_ref,
      requests: Number(row.requests),
      failed: Number(row.failed_requests),
      input: Number(row.input_tokens),
      cachedInput: Number(row.cached_input_tokens),
      output: Number(row.output_tokens),
      cost: BigInt(row.cost),
      estimated: BigInt(row.estimated),
    }));
  }

  async ceilings() {
    const rows: Array<{
      kind: string;
      ref: string;
      amount: string;
      committed: string;
      held: string;
    }> = await this.knex('ceilings').select(
      { kind: 'scope_kind', ref: 'scope_ref' },
      this.knex.raw('CAST(amount_pico_usd AS TEXT) AS amount'),
      this.knex.raw(`CAST(coalesce((
        SELECT sum(committed_pico_usd) FROM ceiling_spend
        WHERE ceiling_id = ceilings.id), 0) AS TEXT) AS committed`),
      this.knex.raw(`CAST(coalesce((
        SELECT sum(amount_pico_usd) FROM holds
        WHERE ceiling_id = ceilings.id), 0) AS TEXT) AS held`),
    );
    return rows.map(({ kind, ref, ...money }) => ({
      kind,
      ref,
      amount: BigInt(money.amount),
      committed: BigInt(money.committed),
      held: BigInt(money.held),
    }));
  }

  /** What each row cost, and whom. */
  async costs() {
    const rows = await this.knex('requests').select(
      { teamRef: 'team_ref', keyId: 'key_id', modelRef: 'model_ref' },
      this.knex.raw('CAST(cost_pico_usd AS TEXT) AS cost'),
    );
    return rows.map(row => ({
      teamRef: String(row.teamRef),
      keyId: String(row.keyId),
      modelRef: String(row.modelRef),
      cost: BigInt(row.cost),
    }));
  }

  /** Sums over the whole database, as the books must agree. */
  async books() {
    const sum = async (table: string, column: string) => {
      const row = await this.knex(table)
        .select(
          this.knex.raw(`CAST(coalesce(sum(${column}), 0) AS TEXT) AS sum`),
        )
        .first();
      return BigInt(row.sum);
    };
    const count = async (table: string, where = {}) => {
      const row = await this.knex(table)
        .where(where)
        .count({ count: '*' })
        .first();
      return Number(row?.count);
    };
    return {
      rows: await count('requests'),
      running: await count('requests', { state: 'admitted' }),
      refused: await count('requests', { outcome: 'refused' }),
      holds: await count('holds'),
      cost: await sum('requests', 'cost_pico_usd'),
      held: await sum('holds', 'amount_pico_usd'),
      rollupRequests: await sum('cost_rollups', 'requests'),
      rollupCost: await sum('cost_rollups', 'cost_pico_usd'),
      committed: await sum('ceiling_spend', 'committed_pico_usd'),
    };
  }

  readonly #now: Clock = () => this.clock.nowMs;
}

/** Sweeps until gateways without a heartbeat are taken for dead. */
export async function sweepOrphans(bench: LedgerBench): Promise<void> {
  const sweeper = bench.sweeper();
  for (let look = 0; look < LOOKS_UNTIL_DEAD; look += 1) {
    await sweeper.sweep();
  }
}
