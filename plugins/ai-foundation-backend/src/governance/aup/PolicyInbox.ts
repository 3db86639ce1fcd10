import {
  policyRatifyPermission,
  policyReviewPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { SeatService } from '../seats/SeatService';
import { AupService } from './AupService';
import { DraftService } from './DraftService';
import { presentSubmission, stateOf } from './draftState';
import { ratificationOf, RatificationService } from './RatificationService';

/** What of the policy waits for the legal seat and for the sponsor. */
export class PolicyInbox implements InboxSource {
  readonly #aup: AupService;
  readonly #drafts: DraftService;
  readonly #ratifications: RatificationService;
  readonly #seats: SeatService;

  constructor(options: {
    aup: AupService;
    drafts: DraftService;
    ratifications: RatificationService;
    seats: SeatService;
  }) {
    this.#aup = options.aup;
    this.#drafts = options.drafts;
    this.#ratifications = options.ratifications;
    this.#seats = options.seats;
  }

  async waitingFor(reader: InboxReader): Promise<WaitingItem[]> {
    const { userRef } = reader.caller;
    const [legal, sponsor] = await Promise.all([
      this.#seats.holdersOf('legal'),
      this.#seats.holdersOf('sponsor'),
    ]);
    const waiting = await Promise.all([
      legal.includes(userRef) && (await reader.may(policyReviewPermission))
        ? this.#reviews(userRef)
        : [],
      sponsor.includes(userRef) && (await reader.may(policyRatifyPermission))
        ? this.#ratification()
        : [],
    ]);
    return waiting.flat();
  }

  async #reviews(userRef: string): Promise<WaitingItem[]> {
    return (await this.#drafts.list())
      .filter(
        draft =>
          stateOf(draft) === 'in-review' && !draft.authors.includes(userRef),
      )
      .map(draft => {
        const submission = presentSubmission(draft);
        return {
          id: `review-policy:${draft.id}:${draft.contentSha256}`,
          kind: 'review-policy',
          subject: draft.document.title,
          requestedBy: submission?.submittedBy,
          sinceMs: submission?.submittedAtMs ?? draft.savedAtMs,
          path: `/governance/policy/${draft.id}`,
        };
      });
  }

  async #ratification(): Promise<WaitingItem[]> {
    const [current, records] = await Promise.all([
      this.#aup.currentIfAny(),
      this.#ratifications.list(),
    ]);
    if (!current || ratificationOf(current, records)) {
      return [];
    }
    return [
      {
        id: `ratify-policy:${current.version}`,
        kind: 'ratify-policy',
        subject: current.version,
        requestedBy: current.publishedBy,
        sinceMs: current.publishedAtMs,
        path: '/policy',
      },
    ];
  }
}
