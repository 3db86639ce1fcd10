import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  CeilingChoice,
  CeilingScope,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { IANAZone } from 'luxon';
import { lockAdmissionsExclusive } from '../../kernel/admissionLock';
import { Actor, AuditTrail, GovernanceAct } from '../../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { windowBounds } from '../../kernel/windows';
import { parseCeilingAmount } from './ceilingAmount';
import { isInCatalog, scopeRefOf } from './ceilingScopes';
import { AuditedChange, CeilingStore, subjectOf } from './CeilingStore';
import { checkThresholds, withRecipients } from './checkThresholds';
import { RaiseStore } from './RaiseStore';
import { RunningCeiling, warningsOf } from './RunningCeiling';
import { CostCeiling } from './types';

/** Sets cost ceilings, and knows what has run under them. */
export class CeilingService {
  readonly #store: CeilingStore;
  readonly #raises: RaiseStore;
  readonly #policyChanges: PolicyChanges;
  readonly #auditTrail: AuditTrail;
  readonly #catalogView: CatalogView;
  readonly #timeZone: string;
  readonly #clock: Clock;

  constructor(options: {
    store: CeilingStore;
    raises: RaiseStore;
    policyChanges: PolicyChanges;
    auditTrail: AuditTrail;
    catalogView: CatalogView;
    timeZone: string;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#raises = options.raises;
    this.#policyChanges = options.policyChanges;
    this.#auditTrail = options.auditTrail;
    this.#catalogView = options.catalogView;
    this.#timeZone = options.timeZone;
    this.#clock = options.clock;
  }

  /**
   * The ceilings that a reader may see: those of the organisation and of
   * models, and below that those of the teams visible to them.
   *
   * @param teamRef - leaves only what bounds this team.
   */
  async list(
    visible: VisibleTeams,
    teamRef?: string,
  ): Promise<RunningCeiling[]> {
    const [ceilings, teamOf] = await Promise.all([
      this.#store.list(),
      this.#teams(),
    ]);
    return this.running(
      ceilings.filter(ceiling => {
        const team = teamOf(ceiling);
        const shared = ['organisation', 'model'].includes(ceiling.scopeKind);
        const readable =
          shared || visible === 'all' || (team && visible.has(team));
        const asked =
          teamRef === undefined ||
          team === teamRef ||
          ceiling.scopeKind === 'organisation';
        return readable && asked;
      }),
    );
  }

  /** Ceilings with what has run under them by now. */
  async running(ceilings: readonly CostCeiling[]): Promise<RunningCeiling[]> {
    const nowMs = this.#clock();
    const windows = ceilings.map(ceiling => {
      const { window, timeZone } = ceiling;
      const bounds = windowBounds(nowMs, window, timeZone);
      const previous = windowBounds(bounds.startMs - 1, window, timeZone);
      return { ceiling, bounds, previous };
    });
    const [snapshot, raises, useOf] = await Promise.all([
      this.#catalogView.current(),
      this.#raises.running(nowMs),
      this.#store.uses(
        windows.flatMap(({ bounds, previous }) => [bounds.key, previous.key]),
      ),
    ]);
    return windows.map(({ ceiling, bounds, previous }) => {
      const raise = raises.get(ceiling.id);
      const { committedPicoUsd } = useOf(ceiling.id, previous.key);
      return {
        ...ceiling,
        raise,
        inForcePicoUsd:
          raise && raise.amountPicoUsd > ceiling.amountPicoUsd
            ? raise.amountPicoUsd
            : ceiling.amountPicoUsd,
        bounds,
        current: useOf(ceiling.id, bounds.key),
        previousPicoUsd: committedPicoUsd,
        warnings: warningsOf(ceiling, committedPicoUsd, snapshot),
      };
    });
  }

  /** @throws NotFoundError where it is none, or not the reader's to see. */
  async get(id: string, visible: VisibleTeams): Promise<RunningCeiling> {
    const found = (await this.list(visible)).find(ceiling => ceiling.id === id);
    if (!found) {
      throw new NotFoundError('There is no such ceiling');
    }
    return found;
  }

  /** The team that a ceiling bounds as a whole or in part, where it is one. */
  async teamOf(ceiling: CostCeiling): Promise<string | undefined> {
    return (await this.#teams())(ceiling);
  }

  /** Whether a scope has a ceiling of its own. */
  async has(scope: CeilingScope): Promise<boolean> {
    return this.#store.has({ kind: scope.kind, ref: scopeRefOf(scope) ?? '' });
  }

  /** What was changed about a ceiling, the newest first. */
  async changes(id: string, visible: VisibleTeams): Promise<AuditedChange[]> {
    await this.get(id, visible);
    return this.#store.changes(id);
  }

  /**
   * Sets the ceiling of a scope; it applies at once, also to what the running
   * window has already cost. Raises of it that run end.
   *
   * @throws InputError where it is none that a ceiling can be, NotFoundError
   *   where there is no such scope.
   */
  async set(actor: Actor, choice: CeilingChoice): Promise<RunningCeiling> {
    const ceiling = await this.#policyChanges.make(transaction =>
      this.#change(transaction, actor, choice),
    );
    const [running] = await this.running([ceiling]);
    return running;
  }

  /**
   * As `set`, as part of a larger change of policy (see `PolicyChanges`), which
   * may have made the scope itself a moment ago. It records its own act.
   */
  async setWithin(
    transaction: Knex.Transaction,
    actor: Actor,
    choice: CeilingChoice,
  ): Promise<CostCeiling> {
    const { outcome, act } = await this.#change(transaction, actor, choice);
    await this.#auditTrail.record(transaction, act);
    return outcome;
  }

  /** @throws NotFoundError where there is no such ceiling. */
  async remove(actor: Actor, id: string, reason: string): Promise<void> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    await this.#policyChanges.make(async transaction => {
      const before = await this.#store.get(id, transaction);
      if (!before || before.scopeKind === 'drill') {
        throw new NotFoundError('There is no such ceiling');
      }
      await lockAdmissionsExclusive(transaction);
      await this.#store.remove(transaction, id);
      await this.#raises.endAll(transaction, id, this.#clock());
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'ceiling.remove',
          subject: subjectOf(id),
          details: { before: toldOf(before), reason },
        },
      };
    });
  }

  async #change(
    transaction: Knex.Transaction,
    actor: Actor,
    choice: CeilingChoice,
  ): Promise<{ outcome: CostCeiling; act: GovernanceAct }> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const scopeRef = await this.#requireScope(
      choice.scope,
      snapshot,
      transaction,
    );
    const window = choice.window ?? 'month';
    const before = await this.#store.find(
      { kind: choice.scope.kind, ref: scopeRef, window },
      transaction,
    );
    const saved: CostCeiling = {
      id: before?.id ?? randomUUID(),
      scopeKind: choice.scope.kind,
      scopeRef,
      window,
      timeZone: requireZone(
        choice.timeZone ?? before?.timeZone ?? this.#timeZone,
      ),
      amountPicoUsd: parseCeilingAmount(choice.amountUsd),
      thresholds:
        choice.thresholds || !before
          ? checkThresholds(
              withRecipients(
                choice.thresholds ?? [
                  { response: 'stop', percent: 100, recipients: [] },
                ],
                actor.userRef,
              ),
              snapshot,
            )
          : before.thresholds,
      setAtMs: this.#clock(),
      setBy: actor.userRef,
      reason: choice.reason,
      origin: actor.origin,
    };
    await lockAdmissionsExclusive(transaction);
    await this.#store.save(transaction, saved);
    await this.#raises.endAll(transaction, saved.id, saved.setAtMs);
    // A window that begins elsewhere is another window, so it counts anew.
    if (before?.timeZone !== saved.timeZone) {
      await this.#count(transaction, saved);
    }
    return {
      outcome: saved,
      act: {
        actor,
        action: 'ceiling.set',
        subject: subjectOf(saved.id),
        details: {
          before: before && toldOf(before),
          after: toldOf(saved),
          reason: saved.reason,
        },
      },
    };
  }

  async #count(
    transaction: Knex.Transaction,
    ceiling: CostCeiling,
  ): Promise<void> {
    const { window, timeZone, setAtMs } = ceiling;
    const bounds = windowBounds(setAtMs, window, timeZone);
    await this.#store.count(transaction, ceiling, bounds);
    await this.#store.countSpend(
      transaction,
      ceiling,
      windowBounds(bounds.startMs - 1, window, timeZone),
    );
  }

  async #teams(): Promise<(ceiling: CostCeiling) => string | undefined> {
    const [{ applications }, teamsOfKeys] = await Promise.all([
      this.#catalogView.current(),
      this.#store.teamsOfKeys(),
    ]);
    return ({ scopeKind, scopeRef }) => {
      switch (scopeKind) {
        case 'team':
          return scopeRef;
        case 'application':
          return applications.get(scopeRef)?.teamRef;
        case 'key':
          return teamsOfKeys.get(scopeRef);
        default:
          return undefined;
      }
    };
  }

  /** @throws NotFoundError where there is no such part of the organisation. */
  async #requireScope(
    scope: CeilingScope,
    snapshot: CatalogSnapshot,
    transaction: Knex.Transaction,
  ): Promise<string> {
    const ref = scopeRefOf(scope);
    const exists =
      ref !== undefined &&
      (scope.kind === 'key'
        ? (await this.#store.teamOfKey(ref, transaction)) !== undefined
        : isInCatalog(scope.kind, ref, snapshot));
    if (!exists) {
      throw new NotFoundError(
        `There is no such ${scope.kind} to set a ceiling for`,
      );
    }
    return ref;
  }
}

/** @throws InputError where nobody knows such a time zone. */
function requireZone(timeZone: string): string {
  if (!IANAZone.isValidZone(timeZone)) {
    throw new InputError(
      `timeZone: '${timeZone}' is no IANA time zone, such as Europe/Oslo`,
    );
  }
  return timeZone;
}

/** What the audit trail tells of a ceiling. */
function toldOf(ceiling: CostCeiling) {
  return {
    scope: ceiling.scopeRef
      ? `${ceiling.scopeKind}:${ceiling.scopeRef}`
      : ceiling.scopeKind,
    amountPicoUsd: String(ceiling.amountPicoUsd),
    window: ceiling.window,
    timeZone: ceiling.timeZone,
    thresholds: ceiling.thresholds,
  };
}
