import { ConflictError, NotFoundError } from '@backstage/errors';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { AupStore } from './AupStore';
import { RatificationStore } from './RatificationStore';
import { PublishedAup, RatificationRecord } from './types';

/** Takes the executive sponsor's ratification of the version in force. */
export class RatificationService {
  readonly #aupStore: AupStore;
  readonly #store: RatificationStore;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    aupStore: AupStore;
    store: RatificationStore;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#aupStore = options.aupStore;
    this.#store = options.store;
    this.#seats = options.seats;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  async list(): Promise<RatificationRecord[]> {
    return this.#store.list();
  }

  /**
   * @param sha256 - of the text that was read.
   * @throws ConflictError where that is not the version in force, or it is
   *   ratified already.
   */
  async ratify(
    actor: Actor,
    version: string,
    decision: { sha256: string; statement: string },
  ): Promise<PublishedAup> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(transaction, actor.userRef, 'sponsor');
      const current = await this.#aupStore.current(transaction);
      if (!current) {
        throw new NotFoundError('No acceptable use policy is published yet');
      }
      if (current.version !== version || current.sha256 !== decision.sha256) {
        throw new ConflictError(
          `Version ${current.version} of the policy is in force, and it is not the text that you have read. Reload the page and read it first`,
        );
      }
      const earlier = await this.#store.list(transaction);
      if (earlier.some(record => record.version === version)) {
        throw new ConflictError(`Version ${version} is ratified already`);
      }
      await this.#store.insert(transaction, {
        version,
        ...decision,
        ratifiedBy: actor.userRef,
        ratifiedByName:
          snapshot.people.get(actor.userRef)?.name ?? actor.userRef,
        seat: 'sponsor',
        ratifiedAtMs: this.#clock(),
        origin: actor.origin,
      });
      return {
        outcome: current,
        act: {
          actor,
          action: 'aup.ratify',
          subject: `aup:${version}`,
          details: { ...decision, seat: 'sponsor' },
        },
      };
    });
  }
}

/**
 * The decision that a version stands on: its own, or that on an earlier version
 * of its major number, because a minor one changes nothing that was decided.
 */
export function ratificationOf(
  { major, minor }: PublishedAup,
  records: readonly RatificationRecord[],
): RatificationRecord | undefined {
  return records
    .map(record => ({ record, at: record.version.split('.').map(Number) }))
    .filter(({ at }) => at[0] === major && at[1] <= minor)
    .sort((a, b) => b.at[1] - a.at[1])[0]?.record;
}
