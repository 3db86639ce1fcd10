import { ConcurrencyConfig } from '../../kernel/config/limitsConfig';
import { NoSlot, SlotQueue } from './SlotQueue';

/** What a process works on, and who waits. */
export interface ConcurrencyState {
  running: number;
  waiting: number;
  maxRunning: number;
  maxWaiting: number;
}

/** Who did not get in, and where the place was missing. */
export interface Turned {
  away: NoSlot;
  by: 'key' | 'process';
}

/** Gives the place back; call it once. */
export type Leave = () => void;

/**
 * How many requests run at the same time: first of a key that has a limit, then
 * of the process. Both queues are first come, first served; together they hold
 * a bounded number, and nobody waits longer than a bound. A key that is at its
 * limit waits in a queue of its own, so that it is in nobody's way.
 */
export class ConcurrencyGate {
  readonly #config: ConcurrencyConfig;
  readonly #process: SlotQueue;
  readonly #keys = new Map<string, SlotQueue>();
  #waiting = 0;

  constructor(config: ConcurrencyConfig) {
    this.#config = config;
    this.#process = new SlotQueue(config.maxRunning);
  }

  get state(): ConcurrencyState {
    return {
      running: this.#process.taken,
      waiting: this.#waiting,
      maxRunning: this.#config.maxRunning,
      maxWaiting: this.#config.maxWaiting,
    };
  }

  /** @param signal - aborted when the client goes away; it is asked for only where there is a wait. */
  async enter(
    key: { id: string; limit: number | undefined },
    signal: () => AbortSignal,
  ): Promise<Leave | Turned> {
    const deadline = performance.now() + this.#config.maxWaitMs;
    const ofKey = this.#queueOf(key);
    const turnedByKey = ofKey && (await this.#take(ofKey, deadline, signal));
    if (turnedByKey) {
      return { away: turnedByKey, by: 'key' };
    }
    const leaveKey = () => ofKey && this.#leaveKey(key.id, ofKey);
    const turned = await this.#take(this.#process, deadline, signal);
    if (turned) {
      leaveKey();
      return { away: turned, by: 'process' };
    }
    return () => {
      this.#process.release();
      leaveKey();
    };
  }

  async #take(
    queue: SlotQueue,
    deadline: number,
    signal: () => AbortSignal,
  ): Promise<NoSlot | undefined> {
    if (queue.tryTake()) {
      return undefined;
    }
    if (this.#waiting >= this.#config.maxWaiting) {
      return 'full';
    }
    this.#waiting += 1;
    try {
      return await queue.take({
        maxWaitMs: Math.max(deadline - performance.now(), 0),
        signal: signal(),
      });
    } finally {
      this.#waiting -= 1;
    }
  }

  #queueOf(key: { id: string; limit: number | undefined }) {
    if (key.limit === undefined) {
      return undefined;
    }
    const known = this.#keys.get(key.id);
    // A limit that was changed holds from the next time that the key is idle.
    const queue = known ?? new SlotQueue(key.limit);
    this.#keys.set(key.id, queue);
    return queue;
  }

  #leaveKey(id: string, queue: SlotQueue): void {
    queue.release();
    if (queue.taken === 0) {
      this.#keys.delete(id);
    }
  }
}
