import { setTimeout as wait } from 'node:timers/promises';

/** What one request can be told from outside of it. */
export interface Abortable {
  abort(): void;
}

/** How often the end of all requests is looked for. */
const LOOK_INTERVAL_MS = 20;

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

  /** Waits until none is left, and aborts those that are at the deadline. */
  async finish(deadlineMs: number): Promise<void> {
    const endMs = performance.now() + deadlineMs;
    while (this.#requests.size > 0 && performance.now() < endMs) {
      await wait(LOOK_INTERVAL_MS);
    }
    for (const request of this.#requests) {
      request.abort();
    }
  }
}
