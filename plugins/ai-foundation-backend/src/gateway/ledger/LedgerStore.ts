import { Knex } from 'knex';
import { CeilingEventStore } from '../../governance/ceilings/CeilingEventStore';
import {
  DRILL_DIALECT,
  ReachedThreshold,
} from '../../governance/ceilings/types';
import { RateStore } from '../limits/RateStore';
import { RateWindow } from '../limits/RateWindow';
import { AdmissionStore, HoldRow, ThrottledRow } from './AdmissionStore';
import { Calendar } from './Calendar';
import { CeilingStandings, FindStandings } from './CeilingStandings';
import { LedgerTransaction, transact } from './LedgerTransaction';
import { RequestRow } from './requestRows';
import { MINUTE_MS, reserve, Standing, throttleOf } from './reserve';
import { RowEnd } from './rowEnds';
import { refusedEntry, settledEntry } from './rollupEntries';
import { RollupStore } from './RollupStore';
import { SettledRow, SettlementStore, Spend } from './SettlementStore';
import { Admission, AdmissionResult, Refusal } from './types';

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

/**
 * Commits admissions, refusals and settlements in one transaction.
 *
 * Tables are always locked in the same order (requests, holds, ceilings,
 * ceiling_spend, cost_rollups, keys, key_rates, ceiling_events), and rows within each by their keys, so that
 * replicas wait for each other and never in a circle.
 *
 * What does not depend on an answer is not made to wait for it, so that a batch takes
 * PostgreSQL three round trips: settle and lock; add up and read; insert and commit.
 */
export class LedgerStore {
  readonly #knex: Knex;
  readonly #calendar: Calendar;
  readonly #settlements: SettlementStore;
  readonly #rollups: RollupStore;
  readonly #admissions: AdmissionStore;
  readonly #standings: CeilingStandings;
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
    this.#standings = new CeilingStandings(this.#admissions, calendar);
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
    const noticed = await transact(this.#knex, async transaction => {
      const asked = admissions.map(({ admission }) => admission);
      // Settlements come first, because they make room for admissions.
      const [{ settled, spend }, ceilings] = await Promise.all([
        this.#settle(transaction, settlements),
        this.#standings.lock(transaction, asked),
      ]);
      const [, standings] = await Promise.all([
        this.#count(transaction, { settled, spend, refusals }),
        this.#standings.read(transaction, asked, ceilings),
      ]);
      const minutes = await this.#minutes(transaction, admissions, settled);
      const reserved = reserveAll(admissions, standings, minutes);
      this.#rates.save(transaction, minutes);
      this.#insert(transaction, { ...reserved, admissions, refusals });
      return this.#notice(transaction, admissions);
    });
    this.#remember(noticed);
  }

  /** The ceilings that apply to an admission, as they stand now; nothing is held or written. */
  async standingsFor(admission: Admission): Promise<Standing[]> {
    return transact(this.#knex, async transaction => {
      const ceilings = await this.#standings.lock(transaction, [admission]);
      const find = await this.#standings.read(
        transaction,
        [admission],
        ceilings,
      );
      return find(admission.subject);
    });
  }

  async #settle(
    transaction: LedgerTransaction,
    items: readonly SettlementItem[],
  ): Promise<{ settled: SettledRow[]; spend: Spend[] }> {
    if (items.length === 0) {
      return { settled: [], spend: [] };
    }
    const result = await this.#settlements.settle(
      transaction,
      items.map(({ end }) => end),
    );
    const byEnd = new Map(result.settled.map(row => [row.end, row]));
    for (const item of items) {
      item.settled = byEnd.get(item.end);
    }
    return result;
  }

  /** Adds what has ended to committed spend and rollups. */
  async #count(
    transaction: LedgerTransaction,
    ended: {
      settled: readonly SettledRow[];
      spend: readonly Spend[];
      refusals: readonly RefusalItem[];
    },
  ): Promise<void> {
    const refused = ended.refusals.map(({ refusal }) => refusal.subject);
    const entries = [
      ...ended.settled
        .filter(isForSomebody)
        .map(row => settledEntry(row, this.#calendar)),
      ...refused.map(subject => refusedEntry(subject, this.#calendar)),
    ];
    const counted = [this.#settlements.addSpend(transaction, ended.spend)];
    if (entries.length > 0) {
      counted.push(this.#rollups.add(transaction, entries));
      this.#settlements.markKeysUsed(transaction, [
        ...ended.settled,
        ...refused,
      ]);
    }
    await Promise.all(counted);
  }

  #insert(
    transaction: LedgerTransaction,
    {
      admissions,
      refusals,
      holds,
      throttled,
    }: Reserved & {
      admissions: readonly AdmissionItem[];
      refusals: readonly RefusalItem[];
    },
  ): void {
    const rows = [
      ...admissions.filter(({ result }) => result?.admitted),
      ...refusals,
    ].map(({ row }) => row);
    if (rows.length > 0) {
      this.#admissions.insertRequests(transaction, rows);
    }
    if (holds.length > 0) {
      this.#admissions.insertHolds(transaction, holds);
    }
    if (throttled.length > 0) {
      const arrivals = throttled.map(({ arrived_at_ms }) => arrived_at_ms);
      this.#admissions.insertThrottled(
        transaction,
        throttled,
        Math.min(...arrivals) - 2 * MINUTE_MS,
      );
    }
  }

  /** Writes down the thresholds that begin to refuse, in the transaction that refuses. */
  async #notice(
    transaction: LedgerTransaction,
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
    await this.#events.claim([...reached.values()], transaction.connection);
    return [...reached.keys()];
  }

  #remember(noticed: readonly string[]): void {
    if (this.#noticed.size + noticed.length > REMEMBERED_EVENTS) {
      this.#noticed.clear();
    }
    noticed.forEach(name => this.#noticed.add(name));
  }

  /** What the keys with a limit per minute have used, put right by what has ended. */
  async #minutes(
    transaction: LedgerTransaction,
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
}

interface Reserved {
  holds: HoldRow[];
  throttled: ThrottledRow[];
}

/** Decides in order of arrival; answers the rows to insert beside those of the requests. */
function reserveAll(
  items: readonly AdmissionItem[],
  standings: FindStandings,
  minutes: ReadonlyMap<string, RateWindow>,
): Reserved {
  const holds: HoldRow[] = [];
  const throttled: ThrottledRow[] = [];
  for (const item of items) {
    const { subject, holdPicoUsd } = item.admission;
    const applying = standings(subject);
    const counting = applying.filter(throttleOf);
    item.result = reserve(item.admission, applying, minutes.get(subject.keyId));
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
  return { holds, throttled };
}

/** A drill costs nobody anything. */
function isForSomebody({ dialect }: SettledRow): boolean {
  return dialect !== DRILL_DIALECT;
}

function nameOfEvent(event: ReachedThreshold): string {
  const { ceilingId, windowKey, threshold, amountPicoUsd } = event;
  return `${ceilingId} ${windowKey} ${threshold.percent} ${amountPicoUsd}`;
}
