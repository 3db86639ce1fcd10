/** Why somebody did not get a slot. */
export type NoSlot = 'full' | 'waited-too-long' | 'gone';

interface Waiter {
  timer: NodeJS.Timeout | undefined;
  /** @param result - why there is no slot, if there is none. */
  end(result: NoSlot | undefined): void;
  leave(): void;
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

  /** Takes a slot where one is free; none is while somebody waits. */
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
      const waiter: Waiter = {
        timer: undefined,
        end: result => {
          clearTimeout(waiter.timer);
          signal.removeEventListener('abort', waiter.leave);
          this.#waiting.delete(waiter);
          resolve(result);
        },
        leave: () => waiter.end('gone'),
      };
      waiter.timer = setTimeout(
        () => waiter.end('waited-too-long'),
        maxWaitMs,
      ).unref();
      signal.addEventListener('abort', waiter.leave, { once: true });
      this.#waiting.add(waiter);
    });
  }

  /** Gives a slot back, to the first that waits. */
  release(): void {
    const [first] = this.#waiting;
    if (first) {
      first.end(undefined);
    } else {
      this.#taken -= 1;
    }
  }
}
