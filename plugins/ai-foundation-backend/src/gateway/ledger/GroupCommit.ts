import { LedgerUnavailableError } from './types';

/** The connection went away during the commit: nobody knows how it ended. */
export class CommitInDoubtError extends Error {
  name = 'CommitInDoubtError';
}

export interface GroupCommitOptions<Item> {
  /** Commits all items or, by rejecting, none of them. */
  commit(items: readonly Item[]): Promise<void>;
  /** Whether an error is about the database, and not about one of the items. */
  isOutage(error: unknown): boolean;
  /** Told of an item that may be committed although its caller heard otherwise. */
  onUnanswered(item: Item): void;
  maxBatch: number;
  maxWaiting: number;
  /** The longest that a caller waits for a database that does not answer. */
  maxSilenceMs: number;
}

interface Entry<Item> {
  item: Item;
  /** Whether somebody waits for it who has better things to do. */
  urgent: boolean;
  resolve(): void;
  reject(error: unknown): void;
  givenUp: boolean;
}

/** How long an item that can wait does so for one that cannot. */
const LINGER_MS = 2;

/**
 * Commits what arrives while a commit runs in the next one, all together, so
 * that the price of durability is shared under load and nothing urgent waits without.
 *
 * A batch that fails is split in halves until the item that spoils it is alone.
 */
export class GroupCommit<Item> {
  readonly #options: GroupCommitOptions<Item>;
  #waiting: Entry<Item>[] = [];
  #inFlight: Entry<Item>[] = [];
  #urgentWaiting = 0;
  #draining = false;
  #linger: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;

  constructor(options: GroupCommitOptions<Item>) {
    this.#options = options;
  }

  /**
   * Resolves once the item is committed.
   *
   * @param urgent - whether it is committed at once, or can wait a moment for company.
   *
   * @throws LedgerUnavailableError where too much waits or the database is silent,
   * else what the commit threw.
   */
  add(item: Item, urgent = true): Promise<void> {
    if (this.#waiting.length >= this.#options.maxWaiting) {
      return Promise.reject(
        new LedgerUnavailableError('Too many requests wait for the ledger'),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, urgent, resolve, reject, givenUp: false });
      this.#urgentWaiting += Number(urgent);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#draining || this.#waiting.length === 0) {
      return;
    }
    if (this.#urgentWaiting === 0) {
      this.#linger ??= setTimeout(() => this.#begin(), LINGER_MS);
    } else {
      this.#begin();
    }
  }

  #begin(): void {
    clearTimeout(this.#linger);
    this.#linger = undefined;
    this.#draining = true;
    // What arrives in the same turn of the event loop joins the batch.
    setImmediate(() => this.#drain());
  }

  async #drain(): Promise<void> {
    const { maxBatch, maxSilenceMs } = this.#options;
    this.#silence = setTimeout(() => this.#giveUp(), maxSilenceMs).unref();
    do {
      this.#silence.refresh();
      this.#inFlight = this.#waiting.splice(0, maxBatch);
      const urgent = this.#inFlight.filter(entry => entry.urgent).length;
      this.#urgentWaiting -= urgent;
      const startedAt = performance.now();
      await this.#commit(this.#inFlight);
      this.#inFlight = [];
      await breath(urgent > 1 ? performance.now() - startedAt : 0);
    } while (this.#urgentWaiting > 0 || this.#waiting.length >= maxBatch);
    clearTimeout(this.#silence);
    this.#draining = false;
    this.#schedule();
  }

  async #commit(entries: Entry<Item>[]): Promise<void> {
    const { commit, isOutage, onUnanswered } = this.#options;
    try {
      await commit(entries.map(({ item }) => item));
    } catch (error) {
      const inDoubt = error instanceof CommitInDoubtError;
      if (entries.length > 1 && !inDoubt && !isOutage(error)) {
        const middle = entries.length >> 1;
        await this.#commit(entries.slice(0, middle));
        await this.#commit(entries.slice(middle));
        return;
      }
      for (const { item, reject } of entries) {
        reject(error);
        if (inDoubt) {
          onUnanswered(item);
        }
      }
      return;
    }
    for (const { item, resolve, givenUp } of entries) {
      resolve();
      if (givenUp) {
        onUnanswered(item);
      }
    }
  }

  #giveUp(): void {
    const error = new LedgerUnavailableError(
      `The database has not answered for ${this.#options.maxSilenceMs} ms`,
    );
    for (const entry of [...this.#inFlight, ...this.#waiting]) {
      entry.givenUp = true;
      entry.reject(error);
    }
    this.#waiting = [];
    this.#urgentWaiting = 0;
    this.#silence?.refresh();
  }
}

/**
 * SQLite works on the very thread that reads requests: where several came
 * together, that thread gets as long for them as the commit has taken, so that the next
 * commit is shared by more.
 */
function breath(tookMs: number): Promise<void> {
  return new Promise(resolve =>
    tookMs > 0.5 ? setTimeout(resolve, tookMs) : setImmediate(resolve),
  );
}
