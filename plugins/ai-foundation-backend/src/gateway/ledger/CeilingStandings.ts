import { DRILL_DIALECT } from '../../governance/ceilings/types';
import { AdmissionStore, CeilingScope, LedgerCeiling } from './AdmissionStore';
import { Calendar } from './Calendar';
import { LedgerTransaction } from './LedgerTransaction';
import { MINUTE_MS, Standing, throttleOf } from './reserve';
import { Admission, LedgerSubject } from './types';

/** The ceilings that a batch of admissions is under, locked until the transaction ends. */
export type LockedCeilings = ReadonlyMap<string, LedgerCeiling[]>;

/** Finds how the ceilings stand that apply to a request. */
export type FindStandings = (subject: LedgerSubject) => Standing[];

/** How ceilings stand, for a whole batch at once. */
export class CeilingStandings {
  readonly #store: AdmissionStore;
  readonly #calendar: Calendar;

  constructor(store: AdmissionStore, calendar: Calendar) {
    this.#store = store;
    this.#calendar = calendar;
  }

  async lock(
    transaction: LedgerTransaction,
    admissions: readonly Admission[],
  ): Promise<LockedCeilings> {
    if (admissions.length === 0) {
      return new Map();
    }
    const scopes = new Map<string, CeilingScope>();
    let newestMs = 0;
    for (const { subject } of admissions) {
      for (const scope of scopesOf(subject)) {
        scopes.set(nameOf(scope), scope);
      }
      newestMs = Math.max(newestMs, subject.arrivedAtMs);
    }
    const ceilings = await this.#store.lockCeilings(
      transaction,
      [...scopes.values()],
      newestMs,
    );
    return Map.groupBy(ceilings, ({ scope }) => nameOf(scope));
  }

  /** To be called once what settled before is written. */
  async read(
    transaction: LedgerTransaction,
    admissions: readonly Admission[],
    ceilings: LockedCeilings,
  ): Promise<FindStandings> {
    const standings = new Map<string, Standing>();
    const applying = new Map<Admission['subject'], Standing[]>();
    for (const { subject } of admissions) {
      applying.set(
        subject,
        scopesOf(subject)
          .flatMap(scope => ceilings.get(nameOf(scope)) ?? [])
          .map(ceiling => this.#standingOf(ceiling, subject, standings)),
      );
    }
    if (standings.size > 0) {
      for (const sums of await this.#store.readSums(transaction, [
        ...standings.values(),
      ])) {
        const standing = standings.get(`${sums.ceilingId} ${sums.windowKey}`);
        if (standing) {
          standing.committedPicoUsd = sums.committedPicoUsd;
          standing.heldPicoUsd = sums.heldPicoUsd;
        }
      }
      await this.#countThrottled(transaction, admissions, [
        ...standings.values(),
      ]);
    }
    return subject => applying.get(subject) ?? [];
  }

  /** One for all requests of a batch that are under the same ceiling in the same window. */
  #standingOf(
    ceiling: LedgerCeiling,
    { arrivedAtMs }: LedgerSubject,
    standings: Map<string, Standing>,
  ): Standing {
    const windowKey = this.#calendar.windowKey(
      arrivedAtMs,
      ceiling.window,
      ceiling.timeZone,
    );
    const name = `${ceiling.id} ${windowKey}`;
    let standing = standings.get(name);
    if (!standing) {
      standing = {
        ceilingId: ceiling.id,
        scopeKind: ceiling.scope.kind,
        scopeRef: ceiling.scope.ref,
        windowKey,
        amountPicoUsd: ceiling.amountPicoUsd,
        thresholds: ceiling.thresholds,
        committedPicoUsd: 0n,
        heldPicoUsd: 0n,
        recentMs: [],
      };
      standings.set(name, standing);
    }
    return standing;
  }

  /** Where a throttle may be in force by the end of the batch, what it has let pass. */
  async #countThrottled(
    transaction: LedgerTransaction,
    admissions: readonly Admission[],
    standings: readonly Standing[],
  ): Promise<void> {
    const batch = admissions.reduce(
      (sum, { holdPicoUsd }) => sum + holdPicoUsd,
      0n,
    );
    const near = standings.filter(standing =>
      throttleOf({ ...standing, heldPicoUsd: standing.heldPicoUsd + batch }),
    );
    if (near.length === 0) {
      return;
    }
    const arrivals = admissions.map(({ subject }) => subject.arrivedAtMs);
    const recent = await this.#store.readThrottled(
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

function nameOf({ kind, ref }: CeilingScope): string {
  return `${kind} ${ref}`;
}
