import { setImmediate } from 'node:timers/promises';

/** After so long other requests get their turn. */
const TURN_MS = 4;

/** The work for one prompt has cost all that it may cost. */
export class TooCostlyError extends Error {
  name = 'TooCostlyError';
}

/**
 * Counts what the work for one prompt costs, so that neither other requests
 * wait for it long nor it goes on for ever.
 */
export class WorkMeter {
  readonly #maxMs: number;
  #spentMs = 0;
  #turnBegan = performance.now();

  constructor(maxMs: number) {
    this.#maxMs = maxMs;
  }

  /** Whether `pause` is to be called before more work is done. */
  get isDue(): boolean {
    return performance.now() - this.#turnBegan >= TURN_MS;
  }

  /** @throws TooCostlyError where no more may be spent. */
  async pause(): Promise<void> {
    this.#spentMs += performance.now() - this.#turnBegan;
    if (this.#spentMs > this.#maxMs) {
      throw new TooCostlyError();
    }
    await setImmediate();
    this.#turnBegan = performance.now();
  }
}
