import { NotAllowedError } from '@backstage/errors';
import { CatalogView } from '../../kernel/CatalogView';
import { SeatStore } from './SeatStore';
import { Seat } from './types';

/** Knows who holds which seat. */
export class SeatService {
  readonly #store: SeatStore;
  readonly #catalogView: CatalogView;

  constructor(options: { store: SeatStore; catalogView: CatalogView }) {
    this.#store = options.store;
    this.#catalogView = options.catalogView;
  }

  /** Refs of the people who have accepted the seat and are in the catalog. */
  async holdersOf(seat: Seat): Promise<string[]> {
    const [terms, { people }] = await Promise.all([
      this.#store.running(),
      this.#catalogView.current(),
    ]);
    return terms
      .filter(
        term =>
          term.seat === seat &&
          term.acceptedAtMs !== undefined &&
          people.has(term.userRef),
      )
      .map(({ userRef }) => userRef);
  }

  /** @throws NotAllowedError where the person does not hold the seat. */
  async requireSeat(userRef: string, seat: Seat): Promise<void> {
    if (!(await this.holdersOf(seat)).includes(userRef)) {
      throw new NotAllowedError(
        `Only who holds the ${seat} seat can do this. Seats are shown under Governance, Seats`,
      );
    }
  }
}
