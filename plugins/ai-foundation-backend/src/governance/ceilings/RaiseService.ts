import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { formatUsd } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { parseCeilingAmount } from './ceilingAmount';
import { nameOfScope } from './ceilingScopes';
import { CeilingStore, subjectOf } from './CeilingStore';
import { RaiseStore } from './RaiseStore';
import { CeilingRaise, CostCeiling } from './types';

const DAY_MS = 86_400_000;
/** A longer one is no raise for a time; then the ceiling itself is set. */
const LONGEST_DAYS = 92;
const DECIDING_SEATS = ['finance', 'engineering', 'sponsor'] as const;
const PAGE = '/ai-foundation/governance/ceilings';

/** A raise with the ceiling that it is for, where that is still there. */
export interface RaiseOfCeiling {
  raise: CeilingRaise;
  ceiling: CostCeiling | undefined;
  state: RaiseState;
}

export type RaiseState = 'waiting' | 'running' | 'refused' | 'ended';

/** Raises ceilings for a time, with the consent of somebody else. */
export class RaiseService {
  readonly #store: RaiseStore;
  readonly #ceilings: CeilingStore;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #seats: SeatService;
  readonly #clock: Clock;

  constructor(options: {
    store: RaiseStore;
    ceilings: CeilingStore;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
    seats: SeatService;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#ceilings = options.ceilings;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#seats = options.seats;
    this.#clock = options.clock;
  }

  /** Those that wait first, then the newest. */
  async list(): Promise<RaiseOfCeiling[]> {
    const [raises, ceilings] = await Promise.all([
      this.#store.list(),
      this.#ceilings.list(),
    ]);
    const byId = new Map(ceilings.map(ceiling => [ceiling.id, ceiling]));
    const items = raises.map(raise =>
      this.#withState(raise, byId.get(raise.ceilingId)),
    );
    return [
      ...items.filter(({ state }) => state === 'waiting'),
      ...items.filter(({ state }) => state !== 'waiting'),
    ];
  }

  /** @throws InputError where it is no raise, or not for a time. */
  async request(
    actor: Actor,
    ceiling: CostCeiling,
    wish: { amountUsd: string; untilMs: number; reason: string },
  ): Promise<RaiseOfCeiling> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const raise = this.#raiseOf(actor, ceiling, wish);
    const name = nameOfScope(ceiling, snapshot);
    const deciders = await this.#deciders(actor.userRef);
    await this.#policyChanges.make(async transaction => {
      await this.#store.insert(transaction, raise);
      await this.#outbox.add(
        transaction,
        deciders.map(recipientRef => ({
          recipientRef,
          topic: 'ceilings',
          scope: `ceiling-raise:${raise.id}`,
          title: `Decide about a higher ceiling for ${name}`,
          description: `${formatUsd(
            raise.amountPicoUsd,
          )} instead of ${formatUsd(raise.beforePicoUsd)} until ${new Date(
            raise.untilMs,
          ).toISOString()}: ${raise.reason}`,
          link: PAGE,
          severity: 'normal' as const,
        })),
      );
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'ceiling.raise.request',
          subject: subjectOf(ceiling.id),
          details: {
            before: { amountPicoUsd: String(raise.beforePicoUsd) },
            after: told(raise),
            reason: raise.reason,
          },
        },
      };
    });
    return this.#withState(raise, ceiling);
  }

  /**
   * Approves or refuses; an approved raise counts at once and ends by the clock.
   *
   * @throws NotAllowedError for who asked for it, ConflictError where it no
   *   longer waits.
   */
  async decide(
    actor: Actor,
    id: string,
    verdict: { decision: 'approved' | 'refused'; reason: string },
  ): Promise<RaiseOfCeiling> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    await this.#policyChanges.make(async transaction => {
      const raise = await this.#store.get(id, transaction);
      if (!raise) {
        throw new NotFoundError('There is no such raise');
      }
      const ceiling = await this.#ceilings.get(raise.ceilingId, transaction);
      this.#requireDecidable(raise, ceiling, actor);
      await this.#store.decide(transaction, id, {
        decision: verdict.decision,
        by: actor.userRef,
        atMs: this.#clock(),
        reason: verdict.reason,
      });
      await this.#tellRequester(transaction, raise, verdict);
      return {
        outcome: undefined,
        act: {
          actor,
          action: `ceiling.raise.${
            verdict.decision === 'approved' ? 'approve' : 'refuse'
          }`,
          subject: subjectOf(raise.ceilingId),
          details: {
            before: { amountPicoUsd: String(raise.beforePicoUsd) },
            after: told(raise),
            reason: verdict.reason,
          },
        },
      };
    });
    const raise = await this.#store.get(id);
    if (!raise) {
      throw new NotFoundError('There is no such raise');
    }
    return this.#withState(raise, await this.#ceilings.get(raise.ceilingId));
  }

  #raiseOf(
    actor: Actor,
    ceiling: CostCeiling,
    wish: { amountUsd: string; untilMs: number; reason: string },
  ): CeilingRaise {
    const nowMs = this.#clock();
    const amountPicoUsd = parseCeilingAmount(wish.amountUsd);
    if (amountPicoUsd <= ceiling.amountPicoUsd) {
      throw new InputError(
        `amountUsd: A raise is above the ceiling of ${formatUsd(
          ceiling.amountPicoUsd,
        )}`,
      );
    }
    if (wish.untilMs <= nowMs || wish.untilMs > nowMs + LONGEST_DAYS * DAY_MS) {
      throw new InputError(
        `until: A raise ends after now, and within ${LONGEST_DAYS} days`,
      );
    }
    return {
      id: randomUUID(),
      ceilingId: ceiling.id,
      beforePicoUsd: ceiling.amountPicoUsd,
      amountPicoUsd,
      untilMs: wish.untilMs,
      reason: wish.reason,
      requestedBy: actor.userRef,
      requestedAtMs: nowMs,
      decision: undefined,
      decidedBy: undefined,
      decidedAtMs: undefined,
      decisionReason: undefined,
      endedAtMs: undefined,
      origin: actor.origin,
    };
  }

  #requireDecidable(
    raise: CeilingRaise,
    ceiling: CostCeiling | undefined,
    actor: Actor,
  ): void {
    if (raise.requestedBy === actor.userRef) {
      throw new NotAllowedError(
        'Somebody else than who asked for it decides about a raise',
      );
    }
    if (!ceiling) {
      throw new ConflictError('The ceiling was removed since');
    }
    if (this.#withState(raise, ceiling).state !== 'waiting') {
      throw new ConflictError('This raise no longer waits for a decision');
    }
    if (raise.amountPicoUsd <= ceiling.amountPicoUsd) {
      throw new ConflictError('The ceiling is as high as that by now');
    }
  }

  async #tellRequester(
    transaction: Knex.Transaction,
    raise: CeilingRaise,
    verdict: { decision: 'approved' | 'refused'; reason: string },
  ): Promise<void> {
    await this.#outbox.add(transaction, [
      {
        recipientRef: raise.requestedBy,
        topic: 'ceilings',
        scope: `ceiling-raise-decided:${raise.id}`,
        title: `Your raise to ${formatUsd(raise.amountPicoUsd)} is ${
          verdict.decision
        }`,
        description: verdict.reason,
        link: PAGE,
        severity: 'normal',
      },
    ]);
  }

  async #deciders(requesterRef: string): Promise<string[]> {
    const holders = await Promise.all(
      DECIDING_SEATS.map(seat => this.#seats.holdersOf(seat)),
    );
    return [...new Set(holders.flat())].filter(ref => ref !== requesterRef);
  }

  #withState(
    raise: CeilingRaise,
    ceiling: CostCeiling | undefined,
  ): RaiseOfCeiling {
    return { raise, ceiling, state: stateOf(raise, this.#clock()) };
  }
}

function stateOf(raise: CeilingRaise, nowMs: number): RaiseState {
  if (raise.decision === 'refused') {
    return 'refused';
  }
  if (raise.endedAtMs !== undefined || raise.untilMs <= nowMs) {
    return 'ended';
  }
  return raise.decision === 'approved' ? 'running' : 'waiting';
}

function told(raise: CeilingRaise) {
  return {
    amountPicoUsd: String(raise.amountPicoUsd),
    until: new Date(raise.untilMs).toISOString(),
  };
}
