import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { RequirementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Actor } from '../../kernel/AuditTrail';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import {
  inventoryState,
  obstaclesOf,
  sha256Of,
  snapshotOf,
} from './inventoryState';
import { InventoryStore } from './InventoryStore';
import {
  Declaration,
  DispositionChoice,
  InventoryRecords,
  UsageItem,
} from './types';

/** The inventory at an instant. */
export interface InventoryView extends InventoryRecords {
  declaration: Declaration | undefined;
  snapshot: Record<string, unknown>;
  snapshotSha256: string;
  obstacles: string[];
  state: RequirementState;
}

/** Decides what happens with known uses, and when the inventory is complete. */
export class InventoryService {
  readonly #store: InventoryStore;
  readonly #seats: SeatService;
  readonly #catalogView: CatalogView;
  readonly #policyChanges: PolicyChanges;
  readonly #clock: Clock;

  constructor(options: {
    store: InventoryStore;
    seats: SeatService;
    catalogView: CatalogView;
    policyChanges: PolicyChanges;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#seats = options.seats;
    this.#catalogView = options.catalogView;
    this.#policyChanges = options.policyChanges;
    this.#clock = options.clock;
  }

  async view(): Promise<InventoryView> {
    const [records, declaration, catalog] = await Promise.all([
      this.#store.records(),
      this.#store.newestDeclaration(),
      this.#catalogView.current(),
    ]);
    const nowMs = this.#clock();
    const snapshot = snapshotOf(records, catalog);
    return {
      ...records,
      declaration,
      snapshot,
      snapshotSha256: sha256Of(snapshot),
      obstacles: obstaclesOf(records, catalog, nowMs),
      state: inventoryState(records, declaration, catalog, nowMs),
    };
  }

  /** Whether the inventory is declared complete and still is, and why not. */
  async state(): Promise<RequirementState> {
    return (await this.view()).state;
  }

  /** Refs of the data sources that known uses name. */
  async dataSourceRefs(): Promise<string[]> {
    const items = await this.#store.items();
    return [...new Set(items.flatMap(item => item.dataSourceRefs))].sort();
  }

  /**
   * Decides what happens with a use.
   *
   * @throws InputError where the decision contradicts itself.
   */
  async dispose(
    actor: Actor,
    itemId: string,
    choice: DispositionChoice,
  ): Promise<UsageItem> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const disposedAtMs = this.#clock();
    const untilMs = untilOf(choice, disposedAtMs);
    return this.#policyChanges.make(async transaction => {
      const items = await this.#store.items(transaction);
      const before = items.find(({ id }) => id === itemId);
      if (!before) {
        throw new NotFoundError(`There is no use '${itemId}'`);
      }
      const item: UsageItem = {
        ...before,
        disposition: choice.disposition,
        untilMs,
        dispositionReason: choice.reason,
        disposedBy: actor.userRef,
        disposedAtMs,
        ownerRef: ownerOf(choice, snapshot) ?? before.ownerRef,
        teamRef: teamOf(choice, before, snapshot),
      };
      await this.#store.saveDisposition(transaction, item);
      return {
        outcome: item,
        act: {
          actor,
          action: 'inventory.dispose',
          subject: `usage:${item.id}`,
          details: {
            tool: item.tool,
            before: before.disposition,
            after: item.disposition,
            until: choice.until,
            ownerRef: item.ownerRef,
            teamRef: item.teamRef,
            reason: choice.reason,
          },
        },
      };
    });
  }

  /**
   * Declares the inventory complete as it is now, by who holds a seat.
   *
   * @param choice.snapshotSha256 - of the inventory that was looked at.
   * @throws ConflictError naming what is missing, or where it has changed.
   */
  async declare(
    actor: Actor,
    choice: { statement: string; snapshotSha256: string },
  ): Promise<Declaration> {
    const catalog = await this.#catalogView.refresh();
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireAnySeat(transaction, actor.userRef);
      const records = await this.#store.records(transaction);
      const nowMs = this.#clock();
      const obstacles = obstaclesOf(records, catalog, nowMs);
      if (obstacles.length > 0) {
        throw new ConflictError(
          `The inventory is not complete. ${obstacles.join(' ')}`,
        );
      }
      const snapshot = snapshotOf(records, catalog);
      const sha256 = sha256Of(snapshot);
      if (sha256 !== choice.snapshotSha256) {
        throw new ConflictError(
          'The inventory has changed since you looked at it; look again',
        );
      }
      const declaration: Declaration = {
        id: randomUUID(),
        statement: choice.statement,
        snapshot: canonicalJson(snapshot),
        sha256,
        declaredBy: actor.userRef,
        declaredAtMs: nowMs,
        origin: actor.origin,
      };
      await this.#store.insertDeclaration(transaction, declaration);
      return {
        outcome: declaration,
        act: {
          actor,
          action: 'inventory.declare',
          subject: 'inventory',
          details: { sha256, statement: choice.statement },
        },
      };
    });
  }
}

function untilOf(
  { disposition, until }: DispositionChoice,
  nowMs: number,
): number | undefined {
  if (disposition !== 'accept') {
    if (until !== undefined) {
      throw new InputError('until: Only what is accepted has an end');
    }
    return undefined;
  }
  const untilMs = Date.parse(until ?? '');
  if (!(untilMs > nowMs)) {
    throw new InputError('until: What is accepted ends on a day to come');
  }
  return untilMs;
}

function ownerOf(
  { owner }: DispositionChoice,
  { people }: CatalogSnapshot,
): string | undefined {
  if (!owner) {
    return undefined;
  }
  const ref = fullRef(owner, 'user');
  if (!ref || !people.has(ref)) {
    throw new InputError(`owner: The catalog knows no person '${owner}'`);
  }
  return ref;
}

function teamOf(
  { team }: DispositionChoice,
  before: UsageItem,
  { teams }: CatalogSnapshot,
): string | undefined {
  if (!team) {
    return before.teamRef;
  }
  const ref = fullRef(team, 'group');
  if (!ref || !teams.has(ref)) {
    throw new InputError(`team: The catalog knows no team '${team}'`);
  }
  if (before.teamRef !== undefined && before.teamRef !== ref) {
    throw new InputError('team: This use has its team already');
  }
  return ref;
}
