import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { RequirementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { CommitmentStore } from './CommitmentStore';
import { seatStates } from './seatStates';
import { SeatStore } from './SeatStore';
import { Appointment, Seat, SeatTerm } from './types';
import { WorkingGroupStore } from './WorkingGroupStore';

/** A sponsor's mandate is looked at again within a year. */
const LONGEST_MANDATE_MS = 366 * 24 * 60 * 60 * 1_000;

/** Puts people into seats, and knows who holds which. */
export class SeatService {
  readonly #store: SeatStore;
  readonly #commitments: CommitmentStore;
  readonly #workingGroup: WorkingGroupStore;
  readonly #outbox: Outbox;
  readonly #catalogView: CatalogView;
  readonly #policyChanges: PolicyChanges;
  readonly #clock: Clock;

  constructor(options: {
    store: SeatStore;
    commitments: CommitmentStore;
    workingGroup: WorkingGroupStore;
    outbox: Outbox;
    catalogView: CatalogView;
    policyChanges: PolicyChanges;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#commitments = options.commitments;
    this.#workingGroup = options.workingGroup;
    this.#outbox = options.outbox;
    this.#catalogView = options.catalogView;
    this.#policyChanges = options.policyChanges;
    this.#clock = options.clock;
  }

  /** Refs of the people who have accepted the seat and are in the catalog. */
  async holdersOf(seat: Seat, knex?: Knex): Promise<string[]> {
    return (await this.#holding(knex))
      .filter(term => term.seat === seat)
      .map(({ userRef }) => userRef);
  }

  /**
   * Call inside the transaction of the act (see `PolicyChanges`): a term that
   * ends meanwhile would let somebody act who has left the seat.
   *
   * @throws NotAllowedError where the person holds none of the seats.
   */
  async requireSeat(
    transaction: Knex.Transaction,
    userRef: string,
    ...seats: [Seat, ...Seat[]]
  ): Promise<void> {
    const holding = await this.#holding(transaction);
    if (!holding.some(t => t.userRef === userRef && seats.includes(t.seat))) {
      throw new NotAllowedError(
        `Only who holds the ${seats.join(
          ' or the ',
        )} seat can do this. Seats are shown under Governance, Seats`,
      );
    }
  }

  /**
   * Call it where `requireSeat` is called.
   *
   * @throws NotAllowedError where the person holds no seat at all.
   */
  async requireAnySeat(
    transaction: Knex.Transaction,
    userRef: string,
  ): Promise<void> {
    const holding = await this.#holding(transaction);
    if (!holding.some(term => term.userRef === userRef)) {
      throw new NotAllowedError(
        'Only who holds a seat can do this. Seats are shown under Governance, Seats',
      );
    }
  }

  /** Every term there ever was, the oldest first. */
  async terms(knex?: Knex): Promise<SeatTerm[]> {
    return this.#store.all(knex);
  }

  /** Whether sponsor, working group and platform team are there, and why not. */
  async state(): Promise<RequirementState[]> {
    const [terms, engagements, charters, meetings, platformTeam, snapshot] =
      await Promise.all([
        this.#store.running(),
        this.#commitments.engagements(),
        this.#workingGroup.charters(),
        this.#workingGroup.meetings(),
        this.#commitments.platformTeam(),
        this.#catalogView.current(),
      ]);
    return seatStates({
      terms,
      engagements,
      charters,
      meetings,
      platformTeam,
      snapshot,
      nowMs: this.#clock(),
    });
  }

  /**
   * Asks a person to take a seat; it is theirs once they accept.
   *
   * @throws InputError, NotFoundError or ConflictError where they cannot have it.
   */
  async appoint(actor: Actor, appointment: Appointment): Promise<SeatTerm> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const userRef = fullRef(appointment.user, 'user');
    const person = userRef && snapshot.people.get(userRef);
    if (!person) {
      throw new NotFoundError(
        `The catalog knows no person '${appointment.user}', and only a person can take a seat`,
      );
    }
    if (person.ref === actor.userRef) {
      throw new InputError(
        'Nobody appoints themself: ask another person who may appoint',
      );
    }
    const term: SeatTerm = {
      id: randomUUID(),
      seat: appointment.seat,
      userRef: person.ref,
      userName: person.name,
      title: appointment.title,
      ...(appointment.seat === 'sponsor'
        ? this.#mandateOf(appointment)
        : { mandate: undefined, reviewByMs: undefined }),
      appointedBy: actor.userRef,
      appointedAtMs: this.#clock(),
      acceptedAtMs: undefined,
      endedAtMs: undefined,
      endedBy: undefined,
      endReason: undefined,
      origin: actor.origin,
    };
    return this.#policyChanges.make(async transaction => {
      requireFree(term, await this.#store.running(transaction));
      await this.#store.insert(transaction, term);
      await this.#outbox.add(transaction, [
        {
          recipientRef: term.userRef,
          topic: 'seats',
          scope: `seat:${term.id}`,
          title: `You are asked to take the ${term.seat} seat`,
          description: 'It counts once you accept it, and you may decline.',
          link: '/ai-foundation/governance/seats',
          severity: 'normal',
        },
      ]);
      return {
        outcome: term,
        act: {
          actor,
          action: 'seat.appoint',
          subject: term.userRef,
          details: { seat: term.seat, mandate: term.mandate },
        },
      };
    });
  }

  /**
   * Takes a seat, which nobody else can do for a person.
   *
   * @throws NotAllowedError where it is somebody else's to accept.
   */
  async accept(actor: Actor, termId: string): Promise<SeatTerm> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      const term = await this.#requireRunning(termId, transaction);
      if (term.userRef !== actor.userRef) {
        throw new NotAllowedError(
          `Only ${term.userName} can accept this seat, personally`,
        );
      }
      if (term.acceptedAtMs !== undefined) {
        return { outcome: term };
      }
      const acceptedAtMs = this.#clock();
      await this.#store.accept(transaction, term.id, acceptedAtMs);
      return {
        outcome: { ...term, acceptedAtMs },
        act: {
          actor,
          action: 'seat.accept',
          subject: term.userRef,
          details: { seat: term.seat, mandate: term.mandate },
        },
      };
    });
  }

  /**
   * Ends a term; before it was accepted, its person declines with this.
   *
   * @param mayManage - whether the actor may end terms of others.
   */
  async end(
    actor: Actor,
    termId: string,
    end: { reason: string; mayManage: boolean },
  ): Promise<SeatTerm> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      const term = await this.#requireRunning(termId, transaction);
      const isOwn = term.userRef === actor.userRef;
      if (!isOwn && !end.mayManage) {
        throw new NotAllowedError(
          `Only ${term.userName}, or who may appoint people to seats, can end this term`,
        );
      }
      const endedAtMs = this.#clock();
      await this.#store.end(transaction, term.id, {
        atMs: endedAtMs,
        by: actor.userRef,
        reason: end.reason,
      });
      const declined = isOwn && term.acceptedAtMs === undefined;
      return {
        outcome: {
          ...term,
          endedAtMs,
          endedBy: actor.userRef,
          endReason: end.reason,
        },
        act: {
          actor,
          action: declined ? 'seat.decline' : 'seat.end',
          subject: term.userRef,
          details: { seat: term.seat, reason: end.reason },
        },
      };
    });
  }

  async #holding(knex?: Knex): Promise<SeatTerm[]> {
    const [terms, { people }] = await Promise.all([
      this.#store.running(knex),
      this.#catalogView.current(),
    ]);
    return terms.filter(
      term => term.acceptedAtMs !== undefined && people.has(term.userRef),
    );
  }

  async #requireRunning(id: string, knex: Knex): Promise<SeatTerm> {
    const term = await this.#store.find(id, knex);
    if (!term) {
      throw new NotFoundError(`There is no term '${id}'`);
    }
    if (term.endedAtMs !== undefined) {
      throw new ConflictError('This term has ended; a new one is needed');
    }
    return term;
  }

  #mandateOf({ title, mandate, reviewBy }: Appointment) {
    if (!title || !mandate || !reviewBy) {
      throw new InputError(
        "A sponsor's appointment says their title, their mandate and by when it is reviewed",
      );
    }
    const nowMs = this.#clock();
    const reviewByMs = Date.parse(reviewBy);
    if (!(reviewByMs > nowMs && reviewByMs <= nowMs + LONGEST_MANDATE_MS)) {
      throw new InputError(
        'reviewBy: A mandate is reviewed on a day to come, within a year',
      );
    }
    return { mandate, reviewByMs };
  }
}

/** @throws ConflictError where the person has a seat, or the sponsor's is taken. */
function requireFree(term: SeatTerm, running: SeatTerm[]): void {
  const own = running.find(({ userRef }) => userRef === term.userRef);
  if (own) {
    throw new ConflictError(
      `${term.userName} has the ${own.seat} seat already, or is asked to take it; a person has one seat at most`,
    );
  }
  const sponsor = running.find(({ seat }) => seat === 'sponsor');
  if (term.seat === 'sponsor' && sponsor) {
    throw new ConflictError(
      `There is one sponsor: ${sponsor.userName}. End that term first`,
    );
  }
}
