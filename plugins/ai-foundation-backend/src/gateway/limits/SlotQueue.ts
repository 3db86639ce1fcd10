/** Why somebody did not get a slot. */
export type NoSlot = 'full' | 'waited-too-long' | 'gone';

interface Waiter {
  grant(): void;
}

/**
 * A number of slots, given out in the order of arrival. Who waits can leave at
 * any time, and leaves no trace.
 */
export class SlotQueue {
  readonly #slots: number;
  readonly #waiting = new Set<Waiter>();
  #taken = 0;

  constructor(slots: number) {
    this.#slots = slots;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Takes a slot where one is free, and nobody waits for it already. */
  tryTake(): boolean {
    if (this.#taken >= this.#slots) {
      return false;
    }
    this.#taken += 1;
    return true;
  }

  /** Waits for a slot. */
  take(options: {
    maxWaitMs: number;
    signal: AbortSignal;
  }): Promise<NoSlot | undefined> {
    const { maxWaitMs, signal } = options;
    if (signal.aborted) {
      return Promise.resolve('gone');
    }
    return new Promise(resolve => {
      const end = (result: NoSlot | undefined) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#waiting.delete(waiter);
        resolve(result);
      };
      const onAbort = () => end('gone');
      const timer = setTimeout(() => end('waited-too-long'), maxWaitMs).unref();
      const waiter: Waiter = { grant: () => end(undefined) };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(waiter);
    });
  }

  /** Gives a slot back, to the first that waits. */
  release(): void {
    const [first] = this.#waiting;
    if (first) {
      first.grant();
    } else {
      this.#taken -= 1;
    }
  }
}
