import { Knex } from 'knex';
import { CeilingEventStore } from '../../governance/ceilings/CeilingEventStore';
import {
  DRILL_DIALECT,
  ReachedThreshold,
} from '../../governance/ceilings/types';
import { lockAdmissionsShared } from '../../kernel/admissionLock';
import {
  AdmissionStore,
  CeilingScope,
  HoldRow,
  LedgerCeiling,
  ThrottledRow,
} from './AdmissionStore';
import { Calendar } from './Calendar';
import { CommitInDoubtError } from './GroupCommit';
import { RateStore } from '../limits/RateStore';
import { RateWindow } from '../limits/RateWindow';
import { RequestRow } from './requestRows';
import { MINUTE_MS, reserve, Standing, throttleOf } from './reserve';
import { RowEnd } from './rowEnds';
import { RollupEntry, RollupStore } from './RollupStore';
import { SettledRow, SettlementStore } from './SettlementStore';
import { Admission, AdmissionResult, LedgerSubject, Refusal } from './types';

/** What waits for a commit, with the place for its answer. */
export type LedgerItem = AdmissionItem | RefusalItem | SettlementItem;

export interface AdmissionItem {
  kind: 'admission';
  admission: Admission;
  row: RequestRow;
  result: AdmissionResult | undefined;
}

export interface RefusalItem {
  kind: 'refusal';
  refusal: Refusal;
  row: RequestRow;
}

export interface SettlementItem {
  kind: 'settlement';
  end: RowEnd;
  /** The row, where it was this item that settled it. */
  settled: SettledRow | undefined;
}

const REMEMBERED_EVENTS = 10_000;

const FAILURES: ReadonlySet<RowEnd['outcome']> = new Set([
  'refused',
  'upstream_error',
  'truncated',
  'timeout',
  'unsettled',
]);

/**
 * Commits admissions, refusals and settlements in one transaction.
 *
 * Tables are always locked in the same order (requests, holds, ceiling_spend,
 * cost_rollups, keys, ceilings, key_rates, ceiling_events), and rows within each by their keys, so that
 * replicas wait for each other and never in a circle.
 */
export class LedgerStore {
  readonly #knex: Knex;
  readonly #calendar: Calendar;
  readonly #settlements: SettlementStore;
  readonly #rollups: RollupStore;
  readonly #admissions: AdmissionStore;
  readonly #events: CeilingEventStore;
  readonly #rates: RateStore;
  /** What this process has written down already, so that a refusal costs no writing. */
  readonly #noticed = new Set<string>();

  /** @param countsDemo - whether ceilings of demo origin count. */
  constructor(knex: Knex, calendar: Calendar, countsDemo: boolean) {
    this.#knex = knex;
    this.#calendar = calendar;
    this.#settlements = new SettlementStore(knex);
    this.#rollups = new RollupStore(knex);
    this.#admissions = new AdmissionStore(knex, countsDemo);
    this.#events = new CeilingEventStore(knex);
    this.#rates = new RateStore(knex);
  }

  /**
   * @throws CommitInDoubtError where all may be committed or nothing; any
   * other error means that nothing is.
   */
  async commit(items: readonly LedgerItem[]): Promise<void> {
    const admissions = items.filter(item => item.kind === 'admission');
    const refusals = items.filter(item => item.kind === 'refusal');
    const settlements = items.filter(item => item.kind === 'settlement');
    let complete = false;
    let noticed: string[] = [];
    try {
      await this.#knex.transaction(async transaction => {
        await lockAdmissionsShared(transaction);
        // Settlements come first, because they make room for admissions.
        const settled = await this.#settle(transaction, settlements);
        await this.#count(transaction, settled, refusals);
        await this.#admit(transaction, admissions, refusals, settled);
        noticed = await this.#notice(transaction, admissions);
        complete = true;
      });
    } catch (error) {
      throw complete ? new CommitInDoubtError('', { cause: error }) : error;
    }
    this.#remember(noticed);
  }

  /** The ceilings that apply to an admission, as they stand now; nothing is held or written. */
  async standingsFor(admission: Admission): Promise<Standing[]> {
    return this.#knex.transaction(async transaction => {
      const find = await this.#standings(transaction, [{ admission }]);
      return find(admission.subject);
    });
  }

  async #settle(
    transaction: Knex.Transaction,
    items: readonly SettlementItem[],
  ): Promise<SettledRow[]> {
    if (items.length === 0) {
      return [];
    }
    const settled = await this.#settlements.settle(
      transaction,
      items.map(({ end }) => end),
    );
    const byEnd = new Map(settled.map(row => [row.end, row]));
    for (const item of items) {
      item.settled = byEnd.get(item.end);
    }
    return settled;
  }

  async #count(
    transaction: Knex.Transaction,
    settled: readonly SettledRow[],
    refusals: readonly RefusalItem[],
  ): Promise<void> {
    const entries = [
      ...settled.filter(isForSomebody).map(row => this.#settledEntry(row)),
      ...refusals.map(({ refusal }) => this.#refusedEntry(refusal.subject)),
    ];
    if (entries.length > 0) {
      await this.#rollups.add(transaction, entries);
      await this.#settlements.markKeysUsed(transaction, [
        ...settled,
        ...refusals.map(({ refusal }) => refusal.subject),
      ]);
    }
  }

  async #admit(
    transaction: Knex.Transaction,
    admissions: readonly AdmissionItem[],
    refusals: readonly RefusalItem[],
    settled: readonly SettledRow[],
  ): Promise<void> {
    const { holds, throttled } = await this.#reserve(
      transaction,
      admissions,
      settled,
    );
    const rows = [
      ...admissions.filter(({ result }) => result?.admitted),
      ...refusals,
    ].map(({ row }) => row);
    if (rows.length > 0) {
      await this.#admissions.insertRequests(transaction, rows);
    }
    if (holds.length > 0) {
      await this.#admissions.insertHolds(transaction, holds);
    }
    if (throttled.length > 0) {
      const arrivals = throttled.map(({ arrived_at_ms }) => arrived_at_ms);
      await this.#admissions.insertThrottled(
        transaction,
        throttled,
        Math.min(...arrivals) - 2 * MINUTE_MS,
      );
    }
  }

  /** Writes down the thresholds that begin to refuse, in the transaction that refuses. */
  async #notice(
    transaction: Knex.Transaction,
    admissions: readonly AdmissionItem[],
  ): Promise<string[]> {
    const reached = new Map<string, ReachedThreshold>();
    for (const { admission, result } of admissions) {
      if (result && !result.admitted && 'threshold' in result) {
        const event: ReachedThreshold = {
          ...result.reached,
          threshold: result.threshold,
          atMs: admission.subject.arrivedAtMs,
          noticedBy: 'refusal',
        };
        const name = nameOfEvent(event);
        if (!this.#noticed.has(name) && !reached.has(name)) {
          reached.set(name, event);
        }
      }
    }
    await this.#events.claim([...reached.values()], transaction);
    return [...reached.keys()];
  }

  #remember(noticed: readonly string[]): void {
    if (this.#noticed.size + noticed.length > REMEMBERED_EVENTS) {
      this.#noticed.clear();
    }
    noticed.forEach(name => this.#noticed.add(name));
  }

  /** Decides in order of arrival; answers the rows to insert. */
  async #reserve(
    transaction: Knex.Transaction,
    items: readonly AdmissionItem[],
    settled: readonly SettledRow[],
  ): Promise<{ holds: HoldRow[]; throttled: ThrottledRow[] }> {
    const holds: HoldRow[] = [];
    const throttled: ThrottledRow[] = [];
    const standings =
      items.length > 0 ? await this.#standings(transaction, items) : () => [];
    const minutes = await this.#minutes(transaction, items, settled);
    for (const item of items) {
      const { subject, holdPicoUsd } = item.admission;
      const applying = standings(subject);
      const counting = applying.filter(throttleOf);
      item.result = reserve(
        item.admission,
        applying,
        minutes.get(subject.keyId),
      );
      if (item.result.admitted) {
        for (const { ceilingId, windowKey } of applying) {
          holds.push({
            request_id: subject.requestId,
            ceiling_id: ceilingId,
            window_key: windowKey,
            amount_pico_usd: holdPicoUsd.toString(),
          });
        }
        for (const { ceilingId } of counting) {
          throttled.push({
            ceiling_id: ceilingId,
            request_id: subject.requestId,
            arrived_at_ms: subject.arrivedAtMs,
          });
        }
      }
    }
    await this.#rates.save(transaction, minutes);
    return { holds, throttled };
  }

  /** What the keys with a limit per minute have used, put right by what has ended. */
  async #minutes(
    transaction: Knex.Transaction,
    items: readonly AdmissionItem[],
    settled: readonly SettledRow[],
  ): Promise<Map<string, RateWindow>> {
    const ended = settled.filter(({ end }) => end.rateTokens !== undefined);
    const minutes = await this.#rates.lock(
      transaction,
      new Set([
        ...items
          .filter(({ admission }) => admission.rate)
          .map(({ admission }) => admission.subject.keyId),
        ...ended.map(({ keyId }) => keyId),
      ]),
    );
    for (const { keyId, arrivedAtMs, end } of ended) {
      const used = end.inputTokens + end.outputTokens;
      minutes.get(keyId)?.correct(arrivedAtMs, used - (end.rateTokens ?? 0));
    }
    return minutes;
  }

  /** Locks the ceilings of a batch; answers how to find those of a request. */
  async #standings(
    transaction: Knex.Transaction,
    items: ReadonlyArray<Pick<AdmissionItem, 'admission'>>,
  ): Promise<(subject: LedgerSubject) => Standing[]> {
    const subjects = items.map(({ admission }) => admission.subject);
    const scopes = new Map(
      subjects.flatMap(scopesOf).map(scope => [nameOf(scope), scope]),
    );
    const ceilings = Map.groupBy(
      await this.#admissions.lockCeilings(
        transaction,
        [...scopes.values()],
        Math.max(...subjects.map(({ arrivedAtMs }) => arrivedAtMs)),
      ),
      ({ scope }) => nameOf(scope),
    );
    const windowsOf = (subject: LedgerSubject) =>
      scopesOf(subject)
        .flatMap(scope => ceilings.get(nameOf(scope)) ?? [])
        .map(ceiling => ({
          ceiling,
          windowKey: this.#windowKey(ceiling, subject),
        }));

    const standings = new Map<string, Standing>();
    for (const { ceiling, windowKey } of subjects.flatMap(windowsOf)) {
      standings.set(`${ceiling.id} ${windowKey}`, {
        ceilingId: ceiling.id,
        scopeKind: ceiling.scope.kind,
        scopeRef: ceiling.scope.ref,
        windowKey,
        amountPicoUsd: ceiling.amountPicoUsd,
        thresholds: ceiling.thresholds,
        committedPicoUsd: 0n,
        heldPicoUsd: 0n,
        recentMs: [],
      });
    }
    if (standings.size > 0) {
      for (const sums of await this.#admissions.readSums(transaction, [
        ...standings.values(),
      ])) {
        const name = `${sums.ceilingId} ${sums.windowKey}`;
        const standing = standings.get(name);
        if (standing) {
          standings.set(name, { ...standing, ...sums });
        }
      }
    }
    await this.#countThrottled(transaction, items, [...standings.values()]);
    return subject =>
      windowsOf(subject).flatMap(
        ({ ceiling, windowKey }) =>
          standings.get(`${ceiling.id} ${windowKey}`) ?? [],
      );
  }

  /** Where a throttle may be in force by the end of the batch, what it has let pass. */
  async #countThrottled(
    transaction: Knex.Transaction,
    items: ReadonlyArray<Pick<AdmissionItem, 'admission'>>,
    standings: readonly Standing[],
  ): Promise<void> {
    const batch = items.reduce(
      (sum, { admission }) => sum + admission.holdPicoUsd,
      0n,
    );
    const near = standings.filter(standing =>
      throttleOf({ ...standing, heldPicoUsd: standing.heldPicoUsd + batch }),
    );
    if (near.length === 0) {
      return;
    }
    const arrivals = items.map(
      ({ admission }) => admission.subject.arrivedAtMs,
    );
    const recent = await this.#admissions.readThrottled(
      transaction,
      [...new Set(near.map(({ ceilingId }) => ceilingId))],
      Math.min(...arrivals) - MINUTE_MS,
    );
    for (const { ceilingId, arrivedAtMs } of recent) {
      near
        .filter(standing => standing.ceilingId === ceilingId)
        .forEach(standing => standing.recentMs.push(arrivedAtMs));
    }
  }

  #windowKey(ceiling: LedgerCeiling, subject: LedgerSubject): string {
    return this.#calendar.windowKey(
      subject.arrivedAtMs,
      ceiling.window,
      ceiling.timeZone,
    );
  }

  #settledEntry({ end, ...row }: SettledRow): RollupEntry {
    return {
      hourStartMs: this.#calendar.hourStartMs(row.arrivedAtMs),
      teamRef: row.teamRef,
      applicationRef: row.applicationRef,
      keyId: row.keyId,
      modelRef: row.modelRef,
      failed: FAILURES.has(end.outcome),
      inputTokens: end.inputTokens,
      cachedInputTokens: end.cachedInputTokens,
      outputTokens: end.outputTokens,
      costPicoUsd: end.costPicoUsd,
      estimated: end.usageSource !== 'provider',
    };
  }

  #refusedEntry(subject: LedgerSubject): RollupEntry {
    return {
      hourStartMs: this.#calendar.hourStartMs(subject.arrivedAtMs),
      teamRef: subject.teamRef,
      applicationRef: subject.applicationRef,
      keyId: subject.keyId,
      modelRef: subject.modelRef,
      failed: true,
      inputTokens: 0,
      cachedInputTokens: 0,
      outputTokens: 0,
      costPicoUsd: 0n,
      estimated: false,
    };
  }
}

/** In the order in which a refusal names them. */
function scopesOf(subject: LedgerSubject): CeilingScope[] {
  if (subject.dialect === DRILL_DIALECT) {
    return [{ kind: 'drill', ref: subject.clientRequestId ?? '' }];
  }
  const scopes: CeilingScope[] = [
    { kind: 'organisation', ref: '' },
    { kind: 'team', ref: subject.teamRef },
    { kind: 'application', ref: subject.applicationRef },
    { kind: 'key', ref: subject.keyId },
    { kind: 'model', ref: subject.modelRef },
  ];
  return scopes.filter(({ kind, ref }) => kind === 'organisation' || ref);
}

/** A drill costs nobody anything. */
function isForSomebody({ dialect }: SettledRow): boolean {
  return dialect !== DRILL_DIALECT;
}

function nameOfEvent(event: ReachedThreshold): string {
  const { ceilingId, windowKey, threshold, amountPicoUsd } = event;
  return `${ceilingId} ${windowKey} ${threshold.percent} ${amountPicoUsd}`;
}

function nameOf({ kind, ref }: CeilingScope): string {
  return `${kind} ${ref}`;
}
