/** The first bytes of an answer as it passes, up to a bound. */
export class AnswerCopy {
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #cut = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether there was more. */
  get cut(): boolean {
    return this.#cut;
  }

  push(bytes: Buffer): void {
    const room = this.#maxBytes - this.#size;
    this.#cut ||= bytes.length > room;
    if (room > 0) {
      // A copy, because what passes may be a view of a much larger chunk.
      const kept = Buffer.from(bytes.subarray(0, room));
      this.#chunks.push(kept);
      this.#size += kept.length;
    }
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks, this.#size);
  }
}
