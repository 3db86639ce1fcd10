import { setTimeout as wait } from 'node:timers/promises';

/** What one request can be told from outside of it. */
export interface Abortable {
  abort(): void;
}

/** How often the end of all requests is looked for. */
const LOOK_INTERVAL_MS = 20;
/** How long an aborted request may take to tell how it ended. */
const ABORT_LIMIT_MS = 2_000;

/** The requests that are at a provider now, in this process. */
export class InFlight {
  readonly #requests = new Set<Abortable>();
  /** Of these, those that are read on although their client has gone. */
  drains = 0;

  add(request: Abortable): void {
    this.#requests.add(request);
  }

  delete(request: Abortable): void {
    this.#requests.delete(request);
  }

  get size(): number {
    return this.#requests.size;
  }

  /**
   * Waits until none is left, and aborts those that are at the deadline. These
   * still have to settle, so that it waits for their end too.
   */
  async finish(deadlineMs: number): Promise<void> {
    await this.#untilNone(deadlineMs);
    for (const request of this.#requests) {
      request.abort();
    }
    await this.#untilNone(ABORT_LIMIT_MS);
  }

  async #untilNone(limitMs: number): Promise<void> {
    const endMs = performance.now() + limitMs;
    while (this.#requests.size > 0 && performance.now() < endMs) {
      await wait(LOOK_INTERVAL_MS);
    }
  }
}
