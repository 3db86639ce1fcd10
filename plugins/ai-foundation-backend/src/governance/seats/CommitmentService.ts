import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { CommitmentStore } from './CommitmentStore';
import { SeatService } from './SeatService';
import { Engagement, PlatformTeam } from './types';

/** Records what the sponsor does as such, and who runs the platform. */
export class CommitmentService {
  readonly #store: CommitmentStore;
  readonly #seats: SeatService;
  readonly #catalogView: CatalogView;
  readonly #policyChanges: PolicyChanges;
  readonly #clock: Clock;

  constructor(options: {
    store: CommitmentStore;
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

  async engagements(): Promise<Engagement[]> {
    return this.#store.engagements();
  }

  async platformTeam(): Promise<PlatformTeam | undefined> {
    return this.#store.platformTeam();
  }

  /**
   * Records what the sponsor decided or looked at, by the sponsor alone.
   *
   * @throws NotAllowedError for everybody else.
   */
  async engage(actor: Actor, note: string): Promise<Engagement> {
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(transaction, actor.userRef, 'sponsor');
      const term = (await this.#seats.terms(transaction)).find(
        ({ seat, userRef, endedAtMs }) =>
          seat === 'sponsor' &&
          userRef === actor.userRef &&
          endedAtMs === undefined,
      )!;
      const engagement: Engagement = {
        id: randomUUID(),
        termId: term.id,
        note,
        recordedAtMs: this.#clock(),
        origin: actor.origin,
      };
      await this.#store.insertEngagement(transaction, engagement);
      return {
        outcome: engagement,
        act: {
          actor,
          action: 'sponsor.engage',
          subject: actor.userRef,
          details: { note },
        },
      };
    });
  }

  /**
   * Names the group that runs the platform.
   *
   * @throws NotFoundError where there is no such group, InputError where
   *   nobody is in it.
   */
  async namePlatformTeam(
    actor: Actor,
    choice: { group: string; allocation: string },
  ): Promise<PlatformTeam> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const team: PlatformTeam = {
      id: randomUUID(),
      groupRef: requireGroupOfPeople(choice.group, snapshot),
      allocation: choice.allocation,
      namedBy: actor.userRef,
      namedAtMs: this.#clock(),
      origin: actor.origin,
    };
    const before = await this.#store.platformTeam();
    return this.#policyChanges.make(async transaction => {
      await this.#store.insertPlatformTeam(transaction, team);
      return {
        outcome: team,
        act: {
          actor,
          action: 'platform-team.name',
          subject: team.groupRef,
          details: {
            before: before?.groupRef,
            allocation: team.allocation,
          },
        },
      };
    });
  }
}

function requireGroupOfPeople(
  group: string,
  { groups, people }: CatalogSnapshot,
): string {
  const ref = fullRef(group, 'group');
  const found = ref && groups.get(ref);
  if (!found) {
    throw new NotFoundError(`The catalog knows no group '${group}'`);
  }
  if (!found.memberRefs.some(member => people.has(member))) {
    throw new InputError(
      `The group ${found.title} has no member, so it cannot run the platform; add its people to the catalog first`,
    );
  }
  return found.ref;
}
