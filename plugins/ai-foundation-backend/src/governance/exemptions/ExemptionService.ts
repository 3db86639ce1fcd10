import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  EXEMPTION_SEATS,
  ExemptionRequest,
  ExemptionSeat,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Actor, Origin } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { Caller, VisibleTeams } from '../../kernel/TeamAccess';
import { AupService } from '../aup/AupService';
import { SeatService } from '../seats/SeatService';
import { decidedMessage, requestedMessages } from './exemptionMessages';
import { ExemptionStore } from './ExemptionStore';
import { GrantedExemption } from './liveExemption';
import { resolveExemption } from './resolveExemption';
import {
  Consent,
  ExemptionEnd,
  exemptionState,
  PolicyExemption,
} from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a seat says to an exemption. */
export interface ExemptionChoice {
  seat: ExemptionSeat;
  decision: Consent['decision'];
  reason: string;
}

/**
 * Takes requests for exemptions and what the seats say to them. An exemption
 * needs the consent of each seat, of different people, none of whom requested
 * it; it ends by the clock, or at once by a revocation.
 */
export class ExemptionService {
  readonly maxDays: number;
  readonly #store: ExemptionStore;
  readonly #aup: AupService;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    maxDays: number;
    store: ExemptionStore;
    aup: AupService;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.maxDays = options.maxDays;
    this.#store = options.store;
    this.#aup = options.aup;
    this.#seats = options.seats;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  /** Those of the teams that are visible to the reader, and their own; the newest first. */
  async list(
    userRef: string,
    visible: VisibleTeams,
  ): Promise<PolicyExemption[]> {
    return (await this.#store.list()).filter(
      ({ requestedBy, teamRef }) =>
        visible === 'all' || visible.has(teamRef) || requestedBy === userRef,
    );
  }

  /** What the gateway lets through beyond its rules. */
  async granted(): Promise<GrantedExemption[]> {
    return this.#store.granted(this.#clock());
  }

  /** The seats that a person could consent for. */
  async seatsOf(userRef: string): Promise<ExemptionSeat[]> {
    const holders = await Promise.all(
      EXEMPTION_SEATS.map(seat => this.#seats.holdersOf(seat)),
    );
    return EXEMPTION_SEATS.filter((_, index) =>
      holders[index].includes(userRef),
    );
  }

  /**
   * Requests an exemption for one of the caller's teams.
   *
   * @throws InputError naming everything that is wrong with it, NotAllowedError
   *   where the caller is no member of the team.
   */
  async request(
    caller: Caller,
    request: ExemptionRequest,
    origin: Origin = 'user',
  ): Promise<PolicyExemption> {
    const snapshot = await this.#catalogView.current();
    requirePerson(caller.userRef, snapshot);
    const nowMs = this.#clock();
    const resolved = resolveExemption(request, {
      caller,
      snapshot,
      aup: await this.#aup.currentIfAny(),
      ownerOfKey: request.keyId
        ? await this.#store.ownerOfKey(request.keyId)
        : undefined,
      maxDays: this.maxDays,
    });
    const deciders = await this.#deciders(caller.userRef);
    return this.#policyChanges.make(async transaction => {
      const exemption: PolicyExemption = {
        ...resolved,
        id: await this.#store.nextId(transaction),
        requestedBy: caller.userRef,
        requestedAtMs: nowMs,
        endsAtMs: nowMs + request.endsInDays * DAY_MS,
        approvedAtMs: undefined,
        ended: undefined,
        consents: [],
        origin,
      };
      await this.#store.insert(transaction, exemption);
      await this.#outbox.add(
        transaction,
        requestedMessages(exemption, deciders),
      );
      return {
        outcome: exemption,
        act: {
          actor: { userRef: caller.userRef, origin },
          action: 'exemption.request',
          subject: `exemption:${exemption.id}`,
          details: {
            after: {
              rules: exemption.rules.map(({ id }) => id),
              aupVersion: exemption.aupVersion,
              teamRef: exemption.teamRef,
              applicationRef: exemption.applicationRef,
              keyId: exemption.keyId,
              data: exemption.data,
              endsAtMs: exemption.endsAtMs,
            },
            reason: exemption.justification,
          },
        },
      };
    });
  }

  /**
   * Consents for a seat, or refuses: one refusal is enough, both consents are
   * needed.
   *
   * @throws NotAllowedError where the person does not hold the seat, requested
   *   the exemption or has consented for the other seat; ConflictError where
   *   there is nothing to decide any more.
   */
  async decide(
    actor: Actor,
    id: string,
    choice: ExemptionChoice,
  ): Promise<PolicyExemption> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(transaction, actor.userRef, choice.seat);
      const before = await this.#requireState(transaction, id, 'requested');
      refuseOwn(before, actor.userRef, choice.seat);
      const nowMs = this.#clock();
      await this.#store.insertConsent(transaction, id, {
        seat: choice.seat,
        decision: choice.decision,
        decidedBy: actor.userRef,
        decidedAtMs: nowMs,
        reason: choice.reason,
      });
      if (choice.decision === 'refused') {
        await this.#end(transaction, id, 'refused', actor, choice.reason);
      } else if (before.consents.length + 1 === EXEMPTION_SEATS.length) {
        await this.#store.approve(transaction, id, nowMs);
      }
      const after = await this.#require(transaction, id);
      if (after.ended || after.approvedAtMs !== undefined) {
        await this.#outbox.add(transaction, [decidedMessage(after)]);
      }
      return {
        outcome: after,
        act: {
          actor,
          action: 'exemption.decide',
          subject: `exemption:${id}`,
          details: {
            seat: choice.seat,
            decision: choice.decision,
            before: exemptionState(before, nowMs),
            after: exemptionState(after, nowMs),
            reason: choice.reason,
          },
        },
      };
    });
  }

  /**
   * Ends an approved exemption; the gateway refuses what it let through within
   * two seconds.
   *
   * @throws NotAllowedError where the person holds none of the seats.
   */
  async revoke(
    actor: Actor,
    id: string,
    reason: string,
  ): Promise<PolicyExemption> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(
        transaction,
        actor.userRef,
        ...EXEMPTION_SEATS,
      );
      await this.#requireState(transaction, id, 'approved');
      return this.#endByAct(transaction, id, 'revoked', actor, reason);
    });
  }

  /** @throws NotAllowedError where somebody else requested it. */
  async withdraw(
    actor: Actor,
    id: string,
    reason: string,
  ): Promise<PolicyExemption> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      const exemption = await this.#requireState(transaction, id, 'requested');
      if (exemption.requestedBy !== actor.userRef) {
        throw new NotAllowedError(
          `Only ${exemption.requestedBy}, who requested ${id}, takes it back`,
        );
      }
      return this.#endByAct(transaction, id, 'withdrawn', actor, reason);
    });
  }

  async #endByAct(
    transaction: Knex.Transaction,
    id: string,
    as: 'revoked' | 'withdrawn',
    actor: Actor,
    reason: string,
  ) {
    await this.#end(transaction, id, as, actor, reason);
    const after = await this.#require(transaction, id);
    if (as === 'revoked') {
      await this.#outbox.add(transaction, [decidedMessage(after)]);
    }
    return {
      outcome: after,
      act: {
        actor,
        action: as === 'revoked' ? 'exemption.revoke' : 'exemption.withdraw',
        subject: `exemption:${id}`,
        details: {
          before: as === 'revoked' ? 'approved' : 'requested',
          after: as,
          reason,
        },
      },
    };
  }

  async #end(
    transaction: Knex.Transaction,
    id: string,
    as: ExemptionEnd['as'],
    actor: Actor,
    reason: string,
  ): Promise<void> {
    await this.#store.end(transaction, id, {
      as,
      by: actor.userRef,
      atMs: this.#clock(),
      reason,
    });
  }

  async #require(knex: Knex, id: string): Promise<PolicyExemption> {
    const exemption = await this.#store.get(id, knex);
    if (!exemption) {
      throw new NotFoundError(`There is no exemption '${id}'`);
    }
    return exemption;
  }

  async #requireState(
    transaction: Knex.Transaction,
    id: string,
    wanted: 'requested' | 'approved',
  ): Promise<PolicyExemption> {
    const exemption = await this.#require(transaction, id);
    const state = exemptionState(exemption, this.#clock());
    if (state !== wanted) {
      throw new ConflictError(
        `The exemption ${id} is ${state}, no longer ${wanted}. Reload the page and look at it again`,
      );
    }
    return exemption;
  }

  async #deciders(exceptRef: string): Promise<string[]> {
    const holders = await Promise.all(
      EXEMPTION_SEATS.map(seat => this.#seats.holdersOf(seat)),
    );
    return [...new Set(holders.flat())].filter(ref => ref !== exceptRef);
  }
}

function refuseOwn(
  exemption: PolicyExemption,
  userRef: string,
  seat: ExemptionSeat,
): void {
  if (exemption.requestedBy === userRef) {
    throw new NotAllowedError(
      `You requested ${exemption.id}, so somebody else has to decide about it`,
    );
  }
  const decided = exemption.consents.find(consent => consent.seat === seat);
  if (decided) {
    throw new ConflictError(
      `${decided.decidedBy} has decided about ${exemption.id} for the ${seat} seat already`,
    );
  }
  if (exemption.consents.some(({ decidedBy }) => decidedBy === userRef)) {
    throw new NotAllowedError(
      `You have consented to ${exemption.id} for the other seat; a second person has to consent for the ${seat} seat`,
    );
  }
}
