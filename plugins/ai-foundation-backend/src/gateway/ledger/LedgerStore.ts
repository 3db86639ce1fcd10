import { Knex } from 'knex';
import { lockAdmissionsShared } from '../../kernel/admissionLock';
import {
  AdmissionStore,
  CeilingScope,
  HoldRow,
  LedgerCeiling,
} from './AdmissionStore';
import { Calendar } from './Calendar';
import { CommitInDoubtError } from './GroupCommit';
import { RequestRow } from './requestRows';
import { reserve, Standing } from './reserve';
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
 * cost_rollups, keys, ceilings), and rows within each by their keys, so that
 * replicas wait for each other and never in a circle.
 */
export class LedgerStore {
  readonly #knex: Knex;
  readonly #calendar: Calendar;
  readonly #settlements: SettlementStore;
  readonly #rollups: RollupStore;
  readonly #admissions: AdmissionStore;

  constructor(knex: Knex, calendar: Calendar) {
    this.#knex = knex;
    this.#calendar = calendar;
    this.#settlements = new SettlementStore(knex);
    this.#rollups = new RollupStore(knex);
    this.#admissions = new AdmissionStore(knex);
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
    try {
      await this.#knex.transaction(async transaction => {
        await lockAdmissionsShared(transaction);
        // Settlements come first, because they make room for admissions.
        const settled = await this.#settle(transaction, settlements);
        await this.#count(transaction, settled, refusals);
        await this.#admit(transaction, admissions, refusals);
        complete = true;
      });
    } catch (error) {
      throw complete ? new CommitInDoubtError('', { cause: error }) : error;
    }
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
      ...settled.map(row => this.#settledEntry(row)),
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
  ): Promise<void> {
    const holds =
      admissions.length > 0 ? await this.#reserve(transaction, admissions) : [];
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
  }

  /** Decides in order of arrival; answers the holds to insert. */
  async #reserve(
    transaction: Knex.Transaction,
    items: readonly AdmissionItem[],
  ): Promise<HoldRow[]> {
    const standings = await this.#standings(transaction, items);
    return items.flatMap(item => {
      const { subject, holdPicoUsd } = item.admission;
      const applying = standings(subject);
      item.result = reserve(item.admission, applying);
      return item.result.admitted
        ? applying.map(({ ceilingId, windowKey }) => ({
            request_id: subject.requestId,
            ceiling_id: ceilingId,
            window_key: windowKey,
            amount_pico_usd: holdPicoUsd.toString(),
          }))
        : [];
    });
  }

  /** Locks the ceilings of a batch; answers how to find those of a request. */
  async #standings(
    transaction: Knex.Transaction,
    items: readonly AdmissionItem[],
  ): Promise<(subject: LedgerSubject) => Standing[]> {
    const subjects = items.map(({ admission }) => admission.subject);
    const scopes = new Map(
      subjects.flatMap(scopesOf).map(scope => [nameOf(scope), scope]),
    );
    const ceilings = Map.groupBy(
      await this.#admissions.lockCeilings(transaction, [...scopes.values()]),
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
        committedPicoUsd: 0n,
        heldPicoUsd: 0n,
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
    return subject =>
      windowsOf(subject).flatMap(
        ({ ceiling, windowKey }) =>
          standings.get(`${ceiling.id} ${windowKey}`) ?? [],
      );
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
  const scopes: CeilingScope[] = [
    { kind: 'organisation', ref: '' },
    { kind: 'team', ref: subject.teamRef },
    { kind: 'application', ref: subject.applicationRef },
    { kind: 'key', ref: subject.keyId },
    { kind: 'model', ref: subject.modelRef },
  ];
  return scopes.filter(({ kind, ref }) => kind === 'organisation' || ref);
}

function nameOf({ kind, ref }: CeilingScope): string {
  return `${kind} ${ref}`;
}
