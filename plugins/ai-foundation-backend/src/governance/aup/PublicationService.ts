import { ConflictError, NotFoundError } from '@backstage/errors';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { AupService, PolicyChange } from './AupService';
import { requireContent } from './DraftService';
import { presentReview, stateOf } from './draftState';
import { DraftStore } from './DraftStore';
import { toSponsors } from './policyNotices';
import { Draft, PublishedAup, Review } from './types';

/** Makes a version of a draft, where legal approved the very content it has. */
export class PublicationService {
  readonly #aup: AupService;
  readonly #store: DraftStore;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;

  constructor(options: {
    aup: AupService;
    store: DraftStore;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
  }) {
    this.#aup = options.aup;
    this.#store = options.store;
    this.#seats = options.seats;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
  }

  /** @throws ConflictError where no review lets this be published so. */
  async publish(
    actor: Actor,
    id: string,
    choice: { contentSha256: string; change: PolicyChange },
  ): Promise<PublishedAup> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const sponsors = await this.#seats.holdersOf('sponsor');
    return this.#policyChanges.make(async transaction => {
      const draft = await this.#store.get(id, transaction);
      if (!draft) {
        throw new NotFoundError(`There is no draft '${id}' of the policy`);
      }
      requireContent(draft, choice.contentSha256);
      const review = approvalOf(draft);
      if (choice.change === 'minor' && review.material !== false) {
        throw new ConflictError(
          `${review.reviewerName} called this change material, so it is a major version. Only the legal seat can say otherwise, in a new review`,
        );
      }
      const before = await this.#aup.currentIfAny(transaction);
      const aup = await this.#aup.publish(
        transaction,
        actor,
        choice.change,
        draft.document,
      );
      await this.#store.markPublished(transaction, id, aup.version);
      if (choice.change === 'major') {
        await this.#outbox.add(transaction, toSponsors(aup, sponsors));
      }
      return {
        outcome: aup,
        act: {
          actor,
          action: 'aup.publish',
          subject: `aup:${aup.version}`,
          details: {
            sha256: aup.sha256,
            before: before?.version,
            change: choice.change,
            draft: id,
            contentSha256: draft.contentSha256,
            review: review.id,
          },
        },
      };
    });
  }
}

/** The approval of the content as it is now, by nobody who wrote it. */
function approvalOf(draft: Draft): Review {
  const review = presentReview(draft);
  // An author may have come since: content can be edited and edited back.
  if (
    stateOf(draft) !== 'approved' ||
    !review ||
    draft.authors.includes(review.reviewerRef)
  ) {
    throw new ConflictError(
      'The legal seat has not approved this draft as it is now. A review counts for the content that it was of alone',
    );
  }
  return review;
}
