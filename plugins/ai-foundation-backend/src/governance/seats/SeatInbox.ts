import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { CommitmentStore } from './CommitmentStore';
import { engagementDueMs, ENGAGEMENT_MS } from './seatStates';
import { SeatStore } from './SeatStore';
import { Clock } from '../../kernel/Clock';

const PATH = '/governance/seats';
/** How long before it is due the sponsor is asked to engage. */
const NOTICE_MS = 14 * 24 * 60 * 60 * 1_000;

/** Seats to accept, and the sponsor's quarter that comes to its end. */
export class SeatInbox implements InboxSource {
  readonly #seats: SeatStore;
  readonly #commitments: CommitmentStore;
  readonly #clock: Clock;

  constructor(options: {
    seats: SeatStore;
    commitments: CommitmentStore;
    clock: Clock;
  }) {
    this.#seats = options.seats;
    this.#commitments = options.commitments;
    this.#clock = options.clock;
  }

  async waitingFor({ caller }: InboxReader): Promise<WaitingItem[]> {
    const own = (await this.#seats.running()).filter(
      ({ userRef }) => userRef === caller.userRef,
    );
    const asked = own
      .filter(({ acceptedAtMs }) => acceptedAtMs === undefined)
      .map(term => ({
        id: `accept-seat:${term.id}`,
        kind: 'accept-seat' as const,
        subject: term.seat,
        requestedBy: term.appointedBy,
        sinceMs: term.appointedAtMs,
        path: PATH,
      }));
    return [...asked, ...(await this.#engagement(own))];
  }

  async #engagement(
    own: Awaited<ReturnType<SeatStore['running']>>,
  ): Promise<WaitingItem[]> {
    const term = own.find(({ seat }) => seat === 'sponsor');
    const dueMs =
      term && engagementDueMs(term, await this.#commitments.engagements());
    if (dueMs === undefined || this.#clock() < dueMs - NOTICE_MS) {
      return [];
    }
    return [
      {
        id: `engage-as-sponsor:${dueMs}`,
        kind: 'engage-as-sponsor',
        subject: 'sponsor',
        sinceMs: dueMs - ENGAGEMENT_MS,
        dueMs,
        path: PATH,
      },
    ];
  }
}
