import { createHash, randomUUID } from 'node:crypto';
import { FindingKind } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { detectSightings } from './detectSightings';
import { FindingStore } from './FindingStore';
import {
  RecordedFinding,
  RecordedFindingEvent,
  Sighting,
  Triage,
} from './types';

/** Who acts where the portal does something by itself. */
const DETECTOR: Actor = { userRef: 'service:ai-foundation', origin: 'user' };

/** Of a finding that waits for its decision. */
const UNDECIDED = {
  decision: undefined,
  reason: undefined,
  ownerRef: undefined,
  dueAtMs: undefined,
  decidedBy: undefined,
  decidedAtMs: undefined,
};

/** The register of agents and workloads that came before their stage. */
export class FindingService {
  readonly #store: FindingStore;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: FindingStore;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#seats = options.seats;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** The newest first. */
  async list(): Promise<RecordedFinding[]> {
    return this.#store.list();
  }

  /** Those that somebody still has to see to; a stage decision lists them. */
  async unresolved(): Promise<RecordedFinding[]> {
    return (await this.#store.list()).filter(isUnresolved);
  }

  /** Whether the working group said that what the catalog reports is none. */
  async isCleared(kind: FindingKind, subjectRef: string): Promise<boolean> {
    return (await this.#store.list()).some(
      finding =>
        finding.source === 'catalog' &&
        finding.kind === kind &&
        finding.subjectRef === subjectRef &&
        finding.state === 'triaged' &&
        finding.decision === 'false-positive',
    );
  }

  async history(id: string): Promise<RecordedFindingEvent[]> {
    if (!(await this.#store.get(id))) {
      throw noSuch(id);
    }
    return this.#store.events(id);
  }

  /**
   * Records what was seen. The same thing seen again is the same finding, which
   * opens again where it was resolved.
   */
  async record(sighting: Sighting): Promise<RecordedFinding> {
    const fingerprint = fingerprintOf(sighting);
    const known = await this.#store.byFingerprint(fingerprint);
    if (known && known.state !== 'resolved') {
      const seenAtMs = this.#clock();
      await this.#store.markSeen(known.id, seenAtMs);
      return { ...known, seenAtMs };
    }
    return this.#policyChanges.make(async transaction => {
      const before = await this.#store.byFingerprint(fingerprint, transaction);
      if (before && before.state !== 'resolved') {
        return { outcome: before };
      }
      const finding = before
        ? reopened(before, this.#clock())
        : newFinding(sighting, fingerprint, this.#clock());
      const actor = sighting.reportedBy
        ? { userRef: sighting.reportedBy, origin: finding.origin }
        : DETECTOR;
      return this.#change(transaction, finding, actor, {
        atMs: this.#clock(),
        actorRef: sighting.reportedBy,
        event: before ? 'reopened' : 'found',
        reason: sighting.detail,
      });
    });
  }

  /**
   * Looks through the catalog: what came before its stage becomes a finding, and
   * what is no longer there is resolved.
   */
  async detect(): Promise<{ seen: number; resolved: number }> {
    const sightings = detectSightings(await this.#catalogView.refresh());
    const seen = new Set(sightings.map(fingerprintOf));
    for (const sighting of sightings) {
      await this.record(sighting);
    }
    const gone = (await this.#store.list()).filter(
      finding =>
        finding.source === 'catalog' &&
        finding.state !== 'resolved' &&
        !seen.has(finding.fingerprint),
    );
    for (const finding of gone) {
      await this.#resolveGone(finding.id);
    }
    return { seen: sightings.length, resolved: gone.length };
  }

  /**
   * @throws NotAllowedError where the person holds no seat, ConflictError where
   *   only the catalog can resolve it.
   */
  async triage(
    userRef: string,
    id: string,
    triage: Triage,
  ): Promise<RecordedFinding> {
    const catalog = await this.#catalogView.current();
    requirePerson(userRef, catalog);
    const follow = this.#followUp(triage, catalog.people);
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireAnySeat(transaction, userRef);
      const before = await this.#require(id, transaction);
      if (before.state === 'resolved') {
        throw new ConflictError(
          'This finding is resolved; open it again to decide anew',
        );
      }
      if (triage.decision === 'resolved' && before.source === 'catalog') {
        throw new ConflictError(
          'The catalog still reports this. It resolves by itself once the component is gone or no longer tagged so; decide to stop, to defer, or that it is a false positive',
        );
      }
      const decidedAtMs = this.#clock();
      return this.#change(
        transaction,
        {
          ...before,
          ...follow,
          state: triage.decision === 'resolved' ? 'resolved' : 'triaged',
          decision: triage.decision,
          reason: triage.reason,
          decidedBy: userRef,
          decidedAtMs,
        },
        { userRef, origin: 'user' },
        {
          atMs: decidedAtMs,
          actorRef: userRef,
          event: triage.decision === 'resolved' ? 'resolved' : 'triaged',
          decision: triage.decision,
          reason: triage.reason,
        },
        before,
      );
    });
  }

  async reopen(
    userRef: string,
    id: string,
    reason: string,
  ): Promise<RecordedFinding> {
    requirePerson(userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireAnySeat(transaction, userRef);
      const before = await this.#require(id, transaction);
      if (before.state === 'open') {
        return { outcome: before };
      }
      return this.#change(
        transaction,
        reopened(before, before.seenAtMs),
        { userRef, origin: 'user' },
        { atMs: this.#clock(), actorRef: userRef, event: 'reopened', reason },
        before,
      );
    });
  }

  async #resolveGone(id: string): Promise<void> {
    await this.#policyChanges.make(async transaction => {
      const before = await this.#require(id, transaction);
      return this.#change(
        transaction,
        { ...before, state: 'resolved' },
        DETECTOR,
        {
          atMs: this.#clock(),
          actorRef: undefined,
          event: 'resolved',
          reason: 'The catalog no longer reports it.',
        },
        before,
      );
    });
  }

  async #change(
    transaction: Knex.Transaction,
    finding: RecordedFinding,
    actor: Actor,
    event: RecordedFindingEvent,
    before?: RecordedFinding,
  ) {
    await this.#store.save(transaction, finding);
    await this.#store.addEvent(transaction, finding.id, event);
    return {
      outcome: finding,
      act: {
        actor,
        action: `finding.${event.event}`,
        subject: `finding:${finding.id}`,
        details: {
          kind: finding.kind,
          source: finding.source,
          subjectRef: finding.subjectRef,
          before: before && { state: before.state, decision: before.decision },
          after: { state: finding.state, decision: finding.decision },
          reason: event.reason,
        },
      },
    };
  }

  /** @throws InputError where nobody would see to what is to stop or to wait. */
  #followUp(
    { decision, owner, due }: Triage,
    people: ReadonlyMap<string, unknown>,
  ): { ownerRef: string | undefined; dueAtMs: number | undefined } {
    const ownerRef = owner === undefined ? undefined : fullRef(owner, 'user');
    const dueAtMs = due === undefined ? undefined : Date.parse(due);
    if (owner !== undefined && !people.has(ownerRef ?? '')) {
      throw new InputError(`owner: The catalog knows no person '${owner}'`);
    }
    if (dueAtMs !== undefined && dueAtMs < this.#clock()) {
      throw new InputError('due: Name a day to come');
    }
    const needed = decision === 'stop' || decision === 'defer';
    if (needed && (ownerRef === undefined || dueAtMs === undefined)) {
      throw new InputError(
        'Whatever is to stop or to wait for Stage 2 has an owner and a due date',
      );
    }
    return { ownerRef, dueAtMs };
  }

  async #require(
    id: string,
    transaction: Knex.Transaction,
  ): Promise<RecordedFinding> {
    const finding = await this.#store.get(id, transaction);
    if (!finding) {
      throw noSuch(id);
    }
    return finding;
  }
}

export function isUnresolved({ state, decision }: RecordedFinding): boolean {
  return state === 'open' || (state === 'triaged' && decision === 'stop');
}

function noSuch(id: string): NotFoundError {
  return new NotFoundError(`There is no finding '${id}'`);
}

function newFinding(
  sighting: Sighting,
  fingerprint: string,
  nowMs: number,
): RecordedFinding {
  return {
    ...sighting,
    origin: sighting.origin ?? 'user',
    id: randomUUID(),
    fingerprint,
    foundAtMs: nowMs,
    seenAtMs: nowMs,
    state: 'open',
    ...UNDECIDED,
  };
}

function reopened(finding: RecordedFinding, seenAtMs: number): RecordedFinding {
  return { ...finding, ...UNDECIDED, state: 'open', seenAtMs };
}

/**
 * The catalog's are one a component and kind; what people ask for or report is
 * one a person, subject and title.
 */
function fingerprintOf(sighting: Sighting): string {
  const { kind, source, subjectRef, reportedBy, title } = sighting;
  const identity =
    source === 'catalog'
      ? { kind, source, subjectRef }
      : { kind, source, subjectRef, reportedBy, title };
  return createHash('sha256').update(canonicalJson(identity)).digest('hex');
}
