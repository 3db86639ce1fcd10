/** Counts the calls that run, from their arrival to the end of their settlement. */
export class OpenCalls {
  #count = 0;
  readonly #waiting = new Set<() => void>();

  get count(): number {
    return this.#count;
  }

  track(call: Promise<void>): Promise<void> {
    this.#count += 1;
    return call.finally(() => {
      this.#count -= 1;
      if (this.#count === 0) {
        this.#waiting.forEach(tell => tell());
      }
    });
  }

  /** Resolves once none runs, and with false where some still do after the limit. */
  async finish(limitMs: number): Promise<boolean> {
    if (this.#count === 0) {
      return true;
    }
    let timer: NodeJS.Timeout | undefined;
    const none = new Promise<boolean>(resolve => {
      this.#waiting.add(() => resolve(true));
    });
    const late = new Promise<boolean>(resolve => {
      timer = setTimeout(() => resolve(false), limitMs);
    });
    return Promise.race([none, late]).finally(() => clearTimeout(timer));
  }
}
