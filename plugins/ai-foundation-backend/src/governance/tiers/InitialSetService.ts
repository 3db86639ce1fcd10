import { createHash, randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Evaluation } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Actor } from '../../kernel/AuditTrail';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { initialSetState } from './initialSetState';
import { InitialSetStore } from './InitialSetStore';
import { TierService } from './TierService';
import { InitialSetVersion } from './types';

/** A set with the sources that it should name and does not. */
export type JudgedSet = InitialSetVersion & { missing: string[] };

/**
 * Takes the initial set of data sources: proposed by one person, approved and
 * thereby frozen by whoever holds the security seat.
 */
export class InitialSetService {
  readonly #store: InitialSetStore;
  readonly #tiers: TierService;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: InitialSetStore;
    tiers: TierService;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#tiers = options.tiers;
    this.#seats = options.seats;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  async current(): Promise<{
    evaluation: Evaluation;
    approved: JudgedSet | undefined;
    proposed: JudgedSet | undefined;
  }> {
    const [approved, proposed, required, { items }] = await Promise.all([
      this.#store.approved(),
      this.#store.proposed(),
      this.#required(),
      this.#tiers.sources(),
    ]);
    return {
      evaluation: initialSetState(approved, { required, sources: items }),
      approved: approved && judge(approved, required),
      proposed: proposed && judge(proposed, required),
    };
  }

  /** Whether a person could approve what is proposed now. */
  async mayApprove(userRef: string): Promise<boolean> {
    const [proposed, holders] = await Promise.all([
      this.#store.proposed(),
      this.#seats.holdersOf('security'),
    ]);
    return (
      proposed !== undefined &&
      proposed.proposedBy !== userRef &&
      holders.includes(userRef)
    );
  }

  /** @throws InputError where it names what is no data source of the catalog. */
  async propose(
    actor: Actor,
    proposal: { name: string; sources: readonly string[]; reason: string },
  ): Promise<JudgedSet> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const sources = [
      ...new Set(proposal.sources.map(ref => fullRef(ref, 'resource') ?? ref)),
    ].sort();
    const unknown = sources.filter(ref => !snapshot.dataSources.has(ref));
    if (sources.length === 0 || unknown.length > 0) {
      throw new InputError(
        sources.length === 0
          ? 'An initial set names one data source at least'
          : `The catalog has no data source ${unknown.join(', ')}`,
      );
    }
    const set: InitialSetVersion = {
      id: randomUUID(),
      name: proposal.name,
      sources,
      sha256: createHash('sha256')
        .update(canonicalJson({ name: proposal.name, sources }))
        .digest('hex'),
      proposedBy: actor.userRef,
      proposedAtMs: this.#clock(),
      reason: proposal.reason,
      approval: undefined,
      origin: actor.origin,
    };
    await this.#policyChanges.make(async transaction => {
      const before = await this.#store.proposed(transaction);
      await this.#store.propose(transaction, set);
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'initial-set.propose',
          subject: `initial-set:${set.id}`,
          details: {
            before: before?.sha256,
            after: { name: set.name, sources, sha256: set.sha256 },
            reason: set.reason,
          },
        },
      };
    });
    return judge(set, await this.#required());
  }

  /**
   * Approves a set as it was looked at; nothing about it changes any more.
   *
   * @throws NotAllowedError where the person proposed it or does not hold the
   *   security seat, InputError naming the sources that it misses.
   */
  async approve(
    actor: Actor,
    id: string,
    choice: { sha256: string; reason: string },
  ): Promise<JudgedSet> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const required = await this.#required();
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(transaction, actor.userRef, 'security');
      const set = await this.#store.proposed(transaction);
      if (!set || set.id !== id) {
        throw new NotFoundError(
          'This proposal is not open. Reload the page and look at the one that is',
        );
      }
      refuseUnfit(judge(set, required), actor.userRef, choice.sha256);
      const approval = {
        by: actor.userRef,
        atMs: this.#clock(),
        reason: choice.reason,
      };
      await this.#store.approve(transaction, id, approval);
      return {
        outcome: { ...set, approval, missing: [] },
        act: {
          actor,
          action: 'initial-set.approve',
          subject: `initial-set:${id}`,
          details: {
            before: 'proposed',
            after: { sha256: set.sha256, sources: set.sources },
            reason: choice.reason,
          },
        },
      };
    });
  }

  /** What live keys and the inventory name; every set has to hold it. */
  async #required(): Promise<string[]> {
    const references = await this.#tiers.references();
    return [...references]
      .filter(([, { inventory, keys }]) => keys > 0 || inventory)
      .map(([ref]) => ref)
      .sort();
  }
}

function judge(set: InitialSetVersion, required: readonly string[]): JudgedSet {
  return {
    ...set,
    missing: required.filter(ref => !set.sources.includes(ref)),
  };
}

function refuseUnfit(set: JudgedSet, userRef: string, sha256: string): void {
  if (set.proposedBy === userRef) {
    throw new NotAllowedError(
      'You proposed this set, so somebody else has to approve it',
    );
  }
  if (set.sha256 !== sha256) {
    throw new ConflictError(
      'This is not the set that you looked at. Reload the page and look at it again',
    );
  }
  if (set.missing.length > 0) {
    throw new InputError(
      `Live keys or the usage inventory name data sources that the set misses: ${set.missing.join(
        ', ',
      )}. Propose a set with them`,
    );
  }
}
