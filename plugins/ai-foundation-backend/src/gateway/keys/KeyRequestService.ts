import { createHash, randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  KeyRequest,
  KeyRequestState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { SeatService } from '../../governance/seats/SeatService';
import { GovernanceAct } from '../../kernel/AuditTrail';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { Caller } from '../../kernel/TeamAccess';
import {
  checkKeyRequest,
  needsOf,
  refuseFailed,
  wayOf,
} from './checkKeyRequest';
import { KeyIssuer, NewKey } from './KeyIssuer';
import { decidedMessage, requestedMessages } from './keyMessages';
import { KeyRequestContext } from './KeyRequestContext';
import { KeyRequestStore, PendingKeyRequest } from './KeyRequestStore';
import { resolveKeyRequest } from './resolveKeyRequest';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** How long a request waits for its decision. */
const DECIDE_WITHIN_MS = 30 * DAY_MS;
/** How long an approved key waits to be collected. */
const COLLECT_WITHIN_MS = 14 * DAY_MS;

const APPROVING_SEATS = ['security', 'engineering'] as const;

/** A person who may decide. */
export interface Approver {
  ref: string;
  name: string;
}

export interface KeyRequestDecision {
  decision: 'approved' | 'refused';
  reason: string;
}

/**
 * Takes requests for keys that policy does not issue by itself. No secret exists
 * before the requester collects the approved key, and everything is checked again
 * at that moment.
 */
export class KeyRequestService {
  readonly #store: KeyRequestStore;
  readonly #issuer: KeyIssuer;
  readonly #seats: SeatService;
  readonly #outbox: Outbox;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: KeyRequestStore;
    issuer: KeyIssuer;
    seats: SeatService;
    outbox: Outbox;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#issuer = options.issuer;
    this.#seats = options.seats;
    this.#outbox = options.outbox;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** The newest first. */
  async list(requestedBy?: string): Promise<PendingKeyRequest[]> {
    return this.#store.list(requestedBy);
  }

  /** Who may decide what a person asks for: the seats of security and engineering. */
  async approversFor(requesterRef: string): Promise<Approver[]> {
    const { people } = await this.#catalogView.current();
    return (await this.#seatHolders())
      .filter(ref => ref !== requesterRef)
      .map(ref => ({ ref, name: people.get(ref)?.name ?? ref }));
  }

  async isApprover(userRef: string): Promise<boolean> {
    return (await this.#seatHolders()).includes(userRef);
  }

  /**
   * Asks the approvers for a key.
   *
   * @throws NotAllowedError or InputError where no approval would help, or none
   *   is needed.
   */
  async submit(
    caller: Caller,
    { justification, ...request }: KeyRequest & { justification: string },
    origin: PendingKeyRequest['origin'] = 'user',
  ): Promise<PendingKeyRequest> {
    const context = await this.#issuer.contextOf(caller, request);
    const verdicts = checkKeyRequest(request, context);
    await this.#issuer.noteAgent(request, context, verdicts);
    refuseFailed(verdicts);
    if (wayOf(verdicts) === 'at-once') {
      throw new InputError(
        'Policy issues this key at once, nobody has to approve it. Use POST /keys',
      );
    }
    const { applicationRef, teamRef = '' } = resolveKeyRequest(
      request,
      context,
    );
    const approvers = await this.approversFor(caller.userRef);
    const nowMs = this.#clock();
    const pending: PendingKeyRequest = {
      id: randomUUID(),
      request: pinned(request, context),
      justification,
      ownerRef: applicationRef ?? teamRef,
      teamRef,
      requestedBy: caller.userRef,
      requestedAtMs: nowMs,
      needs: needsOf(verdicts),
      state: 'requested',
      endsAtMs: nowMs + DECIDE_WITHIN_MS,
      decidedBy: undefined,
      decidedAtMs: undefined,
      decisionReason: undefined,
      factsSha256: undefined,
      keyId: undefined,
      origin,
    };
    return this.#policyChanges.make(async transaction => {
      await this.#store.save(transaction, pending);
      await this.#outbox.add(
        transaction,
        requestedMessages(
          pending,
          caller.name,
          approvers.map(({ ref }) => ref),
        ),
      );
      return {
        outcome: pending,
        act: {
          actor: { userRef: caller.userRef, origin },
          action: 'key-request.submit',
          subject: `key-request:${pending.id}`,
          details: {
            after: pending.request,
            needs: pending.needs,
            reason: justification,
          },
        },
      };
    });
  }

  /** @throws NotAllowedError where the person holds neither seat. */
  async requireApprover(userRef: string): Promise<void> {
    requirePerson(userRef, await this.#catalogView.current());
    if (!(await this.isApprover(userRef))) {
      throw new NotAllowedError(
        'Only who holds the security or the engineering seat decides key requests. Seats are shown under Governance, Seats',
      );
    }
  }

  /**
   * Decides one request, on the facts of now: where the model or the tier changes
   * after that, the approval no longer counts.
   */
  async decide(
    userRef: string,
    id: string,
    { decision, reason }: KeyRequestDecision,
  ): Promise<PendingKeyRequest> {
    requirePerson(userRef, await this.#catalogView.current());
    const { request, requestedBy } = await this.#require(id);
    const context = await this.#issuer.contextOf(
      { userRef: requestedBy, name: requestedBy, ownershipRefs: new Set() },
      request,
    );
    return this.#move(id, async (before, nowMs, transaction) => {
      await this.#seats.requireSeat(transaction, userRef, ...APPROVING_SEATS);
      if (before.requestedBy === userRef) {
        throw new NotAllowedError(
          'Nobody decides about a key that they asked for themselves; another holder of a seat can',
        );
      }
      requireState(before, 'requested', nowMs);
      return {
        after: {
          ...before,
          state: decision,
          endsAtMs: nowMs + COLLECT_WITHIN_MS,
          decidedBy: userRef,
          decidedAtMs: nowMs,
          decisionReason: reason,
          factsSha256: factsOf(request, context),
        },
        by: userRef,
        verb: decision === 'approved' ? 'approve' : 'refuse',
        reason,
      };
    });
  }

  async withdraw(userRef: string, id: string): Promise<PendingKeyRequest> {
    requirePerson(userRef, await this.#catalogView.current());
    return this.#move(id, async (before, nowMs) => {
      requireRequester(before, userRef);
      const state = stateOfRequest(before, nowMs);
      if (state !== 'requested' && state !== 'approved') {
        throw new ConflictError(`This key request is ${state} already`);
      }
      return {
        after: { ...before, state: 'withdrawn' },
        by: userRef,
        verb: 'withdraw',
        reason: undefined,
      };
    });
  }

  /**
   * Issues the key of one's own approved request. Every control is asked again,
   * and the approval has to be about the very facts of now.
   */
  async collect(caller: Caller, id: string): Promise<NewKey> {
    const { request } = await this.#require(id);
    const context = await this.#issuer.contextOf(caller, request);
    const verdicts = checkKeyRequest(request, context);
    return this.#policyChanges.make(async transaction => {
      const before = await this.#require(id, transaction);
      requireRequester(before, caller.userRef);
      requireState(before, 'approved', this.#clock());
      refuseFailed(verdicts);
      if (before.factsSha256 !== factsOf(request, context)) {
        throw new ConflictError(
          'The model or the data tier was changed after the approval, which was about what they were before. Ask for the key again',
        );
      }
      const issued = await this.#issuer.issueWithin(
        transaction,
        request,
        context,
        {
          issuance: 'approved',
          approvedBy: before.decidedBy,
          requestedAtMs: before.requestedAtMs,
        },
      );
      await this.#store.save(transaction, {
        ...before,
        state: 'collected',
        keyId: issued.outcome.key.id,
      });
      return issued;
    });
  }

  async #seatHolders(): Promise<string[]> {
    const holders = await Promise.all(
      APPROVING_SEATS.map(seat => this.#seats.holdersOf(seat)),
    );
    return [...new Set(holders.flat())];
  }

  async #move(
    id: string,
    step: (
      before: PendingKeyRequest,
      nowMs: number,
      transaction: Knex.Transaction,
    ) => Promise<{
      after: PendingKeyRequest;
      by: string;
      verb: string;
      reason: string | undefined;
    }>,
  ): Promise<PendingKeyRequest> {
    return this.#policyChanges.make(async transaction => {
      const before = await this.#require(id, transaction);
      const { after, by, verb, reason } = await step(
        before,
        this.#clock(),
        transaction,
      );
      await this.#store.save(transaction, after);
      if (after.state === 'approved' || after.state === 'refused') {
        await this.#outbox.add(transaction, [decidedMessage(after)]);
      }
      const act: GovernanceAct = {
        actor: { userRef: by, origin: 'user' },
        action: `key-request.${verb}`,
        subject: `key-request:${id}`,
        details: {
          before: before.state,
          after: after.state,
          ownerRef: after.ownerRef,
          factsSha256: after.factsSha256,
          reason,
        },
      };
      return { outcome: after, act };
    });
  }

  async #require(id: string, knex?: Knex): Promise<PendingKeyRequest> {
    const request = await this.#store.get(id, knex);
    if (!request) {
      throw new NotFoundError(`There is no key request '${id}'`);
    }
    return request;
  }
}

/** Its state at an instant: nothing has to run for a request to expire. */
export function stateOfRequest(
  { state, endsAtMs }: PendingKeyRequest,
  nowMs: number,
): KeyRequestState {
  const isWaiting = state === 'requested' || state === 'approved';
  return isWaiting && endsAtMs <= nowMs ? 'expired' : state;
}

function requireState(
  request: PendingKeyRequest,
  wanted: KeyRequestState,
  nowMs: number,
): void {
  const state = stateOfRequest(request, nowMs);
  if (state !== wanted) {
    throw new ConflictError(
      `This key request is ${state}, not ${wanted}${
        state === 'expired' ? '. Ask for the key again' : ''
      }`,
    );
  }
}

function requireRequester(
  { requestedBy }: PendingKeyRequest,
  userRef: string,
): void {
  if (requestedBy !== userRef) {
    throw new NotAllowedError(
      `Only ${requestedBy}, who asked for the key, can do this`,
    );
  }
}

/** With what policy fills in today, so that it means the same tomorrow. */
function pinned(
  request: KeyRequest,
  context: KeyRequestContext,
): PendingKeyRequest['request'] {
  const { expiresInDays, ceilingUsd, models, tier } = resolveKeyRequest(
    request,
    context,
  );
  return {
    ...request,
    kind: request.kind ?? 'standard',
    models: models.flatMap(model => model?.ref ?? []),
    tier: tier?.metadata.name.toLocaleLowerCase('en-US') ?? request.tier,
    expiresInDays,
    ceilingUsd,
  };
}

/** What an approval is about: the request, its models and its tier as they are. */
function factsOf(request: KeyRequest, context: KeyRequestContext): string {
  const { models, tier } = resolveKeyRequest(request, context);
  const facts = {
    request,
    models: models.map(model => [
      model?.ref,
      model?.governedSha256,
      model?.entity.spec.lifecycle,
    ]),
    tier: tier && { rank: tier.spec.rank, handling: tier.spec.handling },
  };
  return createHash('sha256').update(canonicalJson(facts)).digest('hex');
}
