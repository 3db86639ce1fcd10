import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  CeilingScope,
  formatUsd,
  parseUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { lockAdmissionsExclusive } from '../../kernel/admissionLock';
import { Knex } from 'knex';
import { Actor, AuditTrail, GovernanceAct } from '../../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { windowBounds, windowKey } from '../../kernel/windows';
import { CeilingStore } from './CeilingStore';
import { CeilingUse, CostCeiling, ScopeKind } from './types';

/**
 * The highest ceiling: nine million dollars a month. Above it a window's sum of
 * pico-dollars would no longer fit SQLite's 64-bit integers, and such an amount
 * is rather a slip of the hand than a limit.
 */
const MAX_CEILING_PICO_USD = parseUsd('9000000');

/** Kinds of the entities that a ceiling can be for. */
const CATALOG_KIND = {
  team: 'group',
  application: 'component',
  model: 'aimodel',
};

/** What a ceiling is set to. */
export interface CeilingChoice {
  scope: CeilingScope;
  /** A decimal string of dollars. */
  amountUsd: string;
  reason: string;
}

/** A ceiling with what has run under it in the window of now. */
export type RunningCeiling = CostCeiling & { current: CeilingUse };

/** Sets cost ceilings, and knows what has run under them. */
export class CeilingService {
  readonly #store: CeilingStore;
  readonly #policyChanges: PolicyChanges;
  readonly #auditTrail: AuditTrail;
  readonly #catalogView: CatalogView;
  readonly #timeZone: string;
  readonly #clock: Clock;

  constructor(options: {
    store: CeilingStore;
    policyChanges: PolicyChanges;
    auditTrail: AuditTrail;
    catalogView: CatalogView;
    timeZone: string;
    clock: Clock;
  }) {
    this.#store = options.store;
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
    teamRef: string | undefined,
  ): Promise<RunningCeiling[]> {
    const ceilings = await this.#store.list();
    const listed: RunningCeiling[] = [];
    for (const ceiling of ceilings) {
      const team = await this.#teamOf(ceiling);
      const shared = ['organisation', 'model'].includes(ceiling.scopeKind);
      const readable =
        shared || visible === 'all' || (team && visible.has(team));
      const asked =
        teamRef === undefined ||
        team === teamRef ||
        ceiling.scopeKind === 'organisation';
      if (readable && asked) {
        listed.push(await this.#running(ceiling));
      }
    }
    return listed;
  }

  /** Whether a scope has a ceiling of its own. */
  async has(scope: CeilingScope): Promise<boolean> {
    const found = await this.#store.find({
      kind: scope.kind,
      ref: refOf(scope) ?? '',
      window: 'month',
    });
    return found !== undefined;
  }

  /**
   * Sets the monthly ceiling of a scope; it stops requests at once, also for
   * what the running month has already cost.
   *
   * @throws InputError where the amount is none that a ceiling can have,
   *   NotFoundError where there is no such scope.
   */
  async set(actor: Actor, choice: CeilingChoice): Promise<RunningCeiling> {
    const ceiling = await this.#policyChanges.make(transaction =>
      this.#change(transaction, actor, choice),
    );
    return this.#running(ceiling);
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

  async #change(
    transaction: Knex.Transaction,
    actor: Actor,
    choice: CeilingChoice,
  ): Promise<{ outcome: CostCeiling; act: GovernanceAct }> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const amountPicoUsd = parseAmount(choice.amountUsd);
    const scopeRef = await this.#requireScope(
      choice.scope,
      snapshot,
      transaction,
    );
    const key = {
      kind: choice.scope.kind,
      ref: scopeRef,
      window: 'month' as const,
    };
    const before = await this.#store.find(key, transaction);
    const saved: CostCeiling = {
      id: before?.id ?? randomUUID(),
      scopeKind: key.kind,
      scopeRef,
      window: key.window,
      timeZone: this.#timeZone,
      amountPicoUsd,
      response: 'stop',
      setAtMs: this.#clock(),
      setBy: actor.userRef,
      reason: choice.reason,
      origin: actor.origin,
    };
    await lockAdmissionsExclusive(transaction);
    await this.#store.save(transaction, saved);
    // A window that begins elsewhere is another window, so it counts anew.
    if (before?.timeZone !== saved.timeZone) {
      await this.#store.count(
        transaction,
        saved,
        windowBounds(saved.setAtMs, saved.window, saved.timeZone),
      );
    }
    return {
      outcome: saved,
      act: {
        actor,
        action: 'ceiling.set',
        subject: scopeRef ? `${key.kind}:${scopeRef}` : key.kind,
        details: {
          before: before && String(before.amountPicoUsd),
          amountPicoUsd: String(amountPicoUsd),
          reason: saved.reason,
        },
      },
    };
  }

  async #running(ceiling: CostCeiling): Promise<RunningCeiling> {
    const key = windowKey(this.#clock(), ceiling.window, ceiling.timeZone);
    return { ...ceiling, current: await this.#store.use(ceiling.id, key) };
  }

  async #teamOf({
    scopeKind,
    scopeRef,
  }: CostCeiling): Promise<string | undefined> {
    switch (scopeKind) {
      case 'team':
        return scopeRef;
      case 'application':
        return (await this.#catalogView.current()).applications.get(scopeRef)
          ?.teamRef;
      case 'key':
        return this.#store.teamOfKey(scopeRef);
      default:
        return undefined;
    }
  }

  /** @throws NotFoundError where there is no such part of the organisation. */
  async #requireScope(
    scope: CeilingScope,
    snapshot: CatalogSnapshot,
    transaction: Knex.Transaction,
  ): Promise<string> {
    const ref = refOf(scope);
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

function isInCatalog(
  kind: Exclude<ScopeKind, 'key'>,
  ref: string,
  { applications, models, teams }: CatalogSnapshot,
): boolean {
  switch (kind) {
    case 'organisation':
      return true;
    case 'team':
      return teams.has(ref);
    case 'application':
      return applications.has(ref);
    default:
      return models.has(ref);
  }
}

/** Empty for the organisation, `undefined` where it is no ref. */
function refOf(scope: CeilingScope): string | undefined {
  switch (scope.kind) {
    case 'organisation':
      return '';
    case 'key':
      return scope.ref;
    default:
      return fullRef(scope.ref, CATALOG_KIND[scope.kind]);
  }
}

function parseAmount(amountUsd: string): bigint {
  let amount: bigint;
  try {
    amount = parseUsd(amountUsd);
  } catch (error) {
    throw new InputError(`amountUsd: ${(error as Error).message}`);
  }
  if (amount <= 0n || amount > MAX_CEILING_PICO_USD) {
    throw new InputError(
      `amountUsd: A ceiling is more than zero and at most ${formatUsd(
        MAX_CEILING_PICO_USD,
      )}`,
    );
  }
  return amount;
}
