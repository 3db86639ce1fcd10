import { Knex } from 'knex';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { expiryMessages } from './keyMessages';
import { KeyStore } from './KeyStore';
import { IssuedKey } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Days before the end of a key on which its people are told, the first one first. */
export const NOTICE_DAYS = [14, 7, 1];

/** Tells people that a key of theirs ends, once a notice. */
export class KeyNotices {
  readonly #knex: Knex;
  readonly #store: KeyStore;
  readonly #outbox: Outbox;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    store: KeyStore;
    outbox: Outbox;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#outbox = options.outbox;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** @returns of how many keys it told. */
  async send(): Promise<number> {
    const nowMs = this.#clock();
    const { teams } = await this.#catalogView.current();
    const ending = await this.#store.endingBetween(
      nowMs,
      nowMs + NOTICE_DAYS[0] * DAY_MS,
    );
    let told = 0;
    for (const key of ending) {
      const leadRef = teams.get(key.teamRef)?.leadRef;
      if (await this.#tell(key, leadRef, nowMs)) {
        told++;
      }
    }
    return told;
  }

  /** Once a notice, also where two replicas are at it. */
  async #tell(
    key: IssuedKey,
    leadRef: string | undefined,
    nowMs: number,
  ): Promise<boolean> {
    const days = noticeOf(key, nowMs);
    if (days === undefined) {
      return false;
    }
    return this.#knex.transaction(async transaction => {
      const isDue = await this.#store.markNoticed(transaction, key.id, days);
      if (isDue) {
        const messages = expiryMessages(key, leadRef, nowMs);
        await this.#outbox.add(transaction, messages);
      }
      return isDue;
    });
  }
}

/** The notice that is due, of those shorter than the key's whole life. */
function noticeOf(key: IssuedKey, nowMs: number): number | undefined {
  const leftMs = key.expiresAtMs - nowMs;
  const lifeMs = key.expiresAtMs - key.createdAtMs;
  const due = NOTICE_DAYS.filter(
    days => leftMs <= days * DAY_MS && days * DAY_MS < lifeMs,
  ).at(-1);
  return due !== undefined && (key.noticedDays ?? Infinity) > due
    ? due
    : undefined;
}
