import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  AUP_SECTION_IDS,
  ReviewOutcome,
  SectionReview,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { requireContent } from './DraftService';
import { presentSubmission, stateOf } from './draftState';
import { DraftStore } from './DraftStore';
import { toAuthors } from './policyNotices';
import { Draft, Review } from './types';

/** What a reviewer says. */
export interface Opinion {
  /** Of the content that was read. */
  contentSha256: string;
  outcome: ReviewOutcome;
  comment: string;
  sections: SectionReview[];
  material?: boolean;
}

/**
 * Takes the reviews of the legal seat. A review is of one content, by a person
 * who holds the seat at that time and wrote nothing in it; it never changes.
 */
export class ReviewService {
  readonly #store: DraftStore;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    store: DraftStore;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#seats = options.seats;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  async review(actor: Actor, id: string, opinion: Opinion): Promise<Draft> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(transaction, actor.userRef, 'legal');
      requireWhole(opinion);
      const draft = await this.#store.get(id, transaction);
      if (!draft) {
        throw new NotFoundError(`There is no draft '${id}' of the policy`);
      }
      if (draft.authors.includes(actor.userRef)) {
        throw new NotAllowedError(
          'You wrote in this draft, so another holder of the legal seat has to review it',
        );
      }
      requireContent(draft, opinion.contentSha256);
      const submission = presentSubmission(draft);
      const state = stateOf(draft);
      if (!submission || state === 'published' || state === 'rejected') {
        throw new ConflictError(
          'This content is not handed in for review. Its author hands it in first',
        );
      }
      const review: Review = {
        id: randomUUID(),
        submissionId: submission.id,
        ...opinion,
        material: opinion.outcome === 'approved' ? opinion.material : undefined,
        reviewerRef: actor.userRef,
        reviewerName: snapshot.people.get(actor.userRef)?.name ?? actor.userRef,
        seat: 'legal',
        reviewedAtMs: this.#clock(),
        origin: actor.origin,
      };
      await this.#store.insertReview(transaction, review);
      await this.#outbox.add(transaction, toAuthors(draft, review));
      return {
        outcome: {
          ...draft,
          submissions: draft.submissions.map(other =>
            other === submission
              ? { ...other, reviews: [...other.reviews, review] }
              : other,
          ),
        },
        act: {
          actor,
          action: 'aup.review',
          subject: `aup-draft:${id}`,
          details: { ...opinion, seat: review.seat, before: state },
        },
      };
    });
  }
}

/** An approval signs off every section, and says whether it is material. */
function requireWhole({ outcome, sections, material }: Opinion): void {
  if (outcome !== 'approved') {
    return;
  }
  const missing = AUP_SECTION_IDS.filter(
    id =>
      !sections.some(section => section.id === id) ||
      sections.some(section => section.id === id && !section.signedOff),
  );
  if (missing.length > 0) {
    throw new InputError(
      `An approval signs off every section; these are not: ${missing.join(
        ', ',
      )}`,
    );
  }
  if (material === undefined) {
    throw new InputError(
      'An approval says whether the change is material: whether people have to acknowledge the policy anew',
    );
  }
}
