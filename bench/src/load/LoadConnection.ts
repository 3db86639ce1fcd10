import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = '0\r\n\r\n';
const DONE = '[DONE]';
/** Room for the end of a stream: its last event and the chunk that ends it. */
const TAIL_LENGTH = 64;

export interface Exchange {
  /** When the request should have been sent. */
  dueAtMs: number;
  firstByteAtMs: number;
  endedAtMs: number;
  /** `200` where the answer is whole, else what went wrong. */
  outcome: string;
}

/**
 * One connection that is kept open. It reads of an answer only what tells where
 * it ends, because the generator shares its processor with what it measures.
 */
export class LoadConnection {
  readonly #request: Buffer;
  readonly #port: number;
  readonly #onEnd: (exchange: Exchange) => void;
  #socket: Socket | undefined;
  #exchange: Exchange | undefined;
  #head: Buffer | undefined;
  #status = '';
  /** Bytes of the body that are still to come; `undefined` in a chunked one. */
  #missing: number | undefined;
  #tail = '';

  constructor(options: {
    port: number;
    request: string;
    onEnd: (exchange: Exchange) => void;
  }) {
    this.#port = options.port;
    this.#request = Buffer.from(options.request);
    this.#onEnd = options.onEnd;
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.once('connect', () => resolve());
      socket.once('error', reject);
      socket.on('data', chunk => this.#take(chunk));
      socket.on('close', () => this.#finish('closed'));
      this.#socket = socket;
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  send(dueAtMs: number): void {
    this.#exchange = { dueAtMs, firstByteAtMs: 0, endedAtMs: 0, outcome: '' };
    this.#head = undefined;
    this.#status = '';
    this.#tail = '';
    if (!this.#socket?.writable) {
      setImmediate(() => this.#finish('closed'));
      return;
    }
    this.#socket.write(this.#request);
  }

  #take(chunk: Buffer): void {
    if (!this.#exchange) {
      return;
    }
    if (this.#status !== '') {
      this.#takeBody(chunk);
      return;
    }
    const bytes = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) {
      this.#head = bytes;
      return;
    }
    const head = bytes.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head);
    this.#status = head.slice(9, 12);
    this.#missing = length ? Number(length[1]) : undefined;
    this.#takeBody(bytes.subarray(end + HEAD_END.length));
  }

  #takeBody(bytes: Buffer): void {
    const exchange = this.#exchange!;
    if (bytes.length === 0) {
      return;
    }
    exchange.firstByteAtMs ||= performance.now();
    if (this.#missing !== undefined) {
      this.#missing -= bytes.length;
      if (this.#missing <= 0) {
        this.#finish(this.#status);
      }
      return;
    }
    this.#tail = (
      this.#tail + bytes.toString('latin1', bytes.length - TAIL_LENGTH)
    ).slice(-TAIL_LENGTH);
    if (this.#tail.endsWith(LAST_CHUNK)) {
      this.#finish(this.#tail.includes(DONE) ? this.#status : 'cut off');
    }
  }

  #finish(outcome: string): void {
    const exchange = this.#exchange;
    if (exchange) {
      this.#exchange = undefined;
      exchange.outcome = outcome;
      exchange.endedAtMs = performance.now();
      this.#onEnd(exchange);
    }
  }
}
