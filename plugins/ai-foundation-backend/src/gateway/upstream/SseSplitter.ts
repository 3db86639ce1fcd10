import { createParser } from 'eventsource-parser';

export interface SseEvent {
  /** The event's bytes as they came, with the blank line that ends it. */
  raw: Buffer;
  /** Its data; `undefined` for comments and other events without any. */
  data: string | undefined;
}

/** No provider sends an event near this size. */
const MAX_EVENT_BYTES = 8 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Splits a byte stream into server-sent events and keeps each one's bytes, so
 * that events can pass unchanged. The result is the same however the bytes are
 * cut into chunks.
 */
export class SseSplitter {
  #data: string | undefined;
  readonly #parser = createParser({
    onEvent: event => {
      this.#data = event.data;
    },
  });
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #lineIsEmpty = true;
  #afterCr = false;
  /** A CR ended the event; an LF that follows at once still belongs to it. */
  #endedByCr = false;

  /**
   * The events that `chunk` completes.
   *
   * @throws RangeError where an event grows past any sensible size.
   */
  push(chunk: Buffer): SseEvent[] {
    const events: SseEvent[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.#endedByCr) {
        this.#endedByCr = false;
        const end = byte === LF ? at + 1 : at;
        events.push(this.#complete(chunk.subarray(start, end)));
        start = end;
        if (byte === LF) {
          continue;
        }
      }
      if (byte === LF && this.#afterCr) {
        this.#afterCr = false;
      } else if (byte === LF || byte === CR) {
        const blank = this.#lineIsEmpty;
        this.#lineIsEmpty = true;
        this.#afterCr = byte === CR;
        if (blank && byte === LF) {
          events.push(this.#complete(chunk.subarray(start, at + 1)));
          start = at + 1;
        } else if (blank) {
          this.#endedByCr = true;
          this.#afterCr = false;
        }
      } else {
        this.#lineIsEmpty = false;
        this.#afterCr = false;
      }
    }
    this.#keep(chunk.subarray(start));
    return events;
  }

  /** What is left when the bytes end: an event without its blank line, if any. */
  flush(): SseEvent | undefined {
    return this.#pendingBytes > 0 ? this.#complete(Buffer.alloc(0)) : undefined;
  }

  #keep(rest: Buffer): void {
    if (rest.length > 0) {
      this.#pending.push(rest);
      this.#pendingBytes += rest.length;
    }
    if (this.#pendingBytes > MAX_EVENT_BYTES) {
      throw new RangeError('An event of the stream has no end');
    }
  }

  #complete(last: Buffer): SseEvent {
    const raw =
      this.#pending.length > 0 ? Buffer.concat([...this.#pending, last]) : last;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#lineIsEmpty = true;
    this.#afterCr = false;
    return { raw, data: this.#dataOf(raw) };
  }

  #dataOf(raw: Buffer): string | undefined {
    this.#data = undefined;
    // The parser waits for a blank line, which the last event may lack.
    this.#parser.feed(`${raw.toString('utf8')}\n\n`);
    return this.#data;
  }
}
