import { ServerResponse } from 'node:http';
import { GatewayConfig } from '../../kernel/AiFoundationConfig';
import { Abortable, InFlight } from './InFlight';

/** How long a client may take to read what is left once everything is given up. */
const LAST_WORDS_MS = 1_000;

/**
 * Ends a request's work at the provider at the right time: at its deadline, and
 * after its client has gone only once the rest was read (the provider charges for it, and only its
 * last bytes tell how much) or the bounds of reading on are met.
 */
export class ClientWatch implements Abortable {
  readonly #controller = new AbortController();
  readonly #limits: GatewayConfig['drain'];
  readonly #inFlight: InFlight;
  readonly #response: ServerResponse;
  readonly #deadline: NodeJS.Timeout;
  #drainTimer: NodeJS.Timeout | undefined;
  #lastWords: NodeJS.Timeout | undefined;
  #drainedBytes = 0;
  #clientIsGone = false;
  /** Whether the answer is given up as soon as its client has gone. */
  cancelsOnDisconnect = false;

  constructor(options: {
    response: ServerResponse;
    config: GatewayConfig;
    inFlight: InFlight;
  }) {
    this.#response = options.response;
    this.#limits = options.config.drain;
    this.#inFlight = options.inFlight;
    this.#inFlight.add(this);
    this.#deadline = setTimeout(
      () => this.abort(),
      options.config.requestTimeoutMs,
    ).unref();
    this.#response.once('close', this.#onClose);
    if (this.#response.destroyed) {
      this.#onClose();
    }
  }

  /** Aborts the work at the provider. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get clientIsGone(): boolean {
    return this.#clientIsGone;
  }

  /** Whether nothing needs to be tried any more. */
  get isOver(): boolean {
    return this.#clientIsGone || this.#controller.signal.aborted;
  }

  /** Sends bytes on at the client's pace; counts them where it has gone. */
  async write(bytes: Buffer): Promise<void> {
    if (this.#clientIsGone) {
      this.#drainedBytes += bytes.length;
      if (this.#drainedBytes > this.#limits.maxBytes) {
        this.abort();
      }
      return;
    }
    if (!this.#response.write(bytes)) {
      await this.#drainOrClose();
    }
  }

  abort(): void {
    this.#controller.abort();
    // Nothing may wait for ever for a client that does not read.
    this.#lastWords ??= setTimeout(
      () => this.#response.destroy(),
      LAST_WORDS_MS,
    ).unref();
  }

  /** Call when the request has ended. */
  stop(): void {
    this.#inFlight.delete(this);
    clearTimeout(this.#deadline);
    clearTimeout(this.#lastWords);
    this.#response.off('close', this.#onClose);
    if (this.#drainTimer) {
      clearTimeout(this.#drainTimer);
      this.#drainTimer = undefined;
      this.#inFlight.drains--;
    }
  }

  readonly #onClose = () => {
    if (this.#response.writableFinished) {
      return;
    }
    this.#clientIsGone = true;
    if (
      this.cancelsOnDisconnect ||
      this.#inFlight.drains >= this.#limits.maxConcurrent
    ) {
      this.abort();
      return;
    }
    this.#inFlight.drains++;
    this.#drainTimer = setTimeout(
      () => this.abort(),
      this.#limits.maxMs,
    ).unref();
  };

  #drainOrClose(): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        this.#response.off('drain', done).off('close', done);
        this.#controller.signal.removeEventListener('abort', done);
        resolve();
      };
      this.#response.once('drain', done).once('close', done);
      this.#controller.signal.addEventListener('abort', done, { once: true });
    });
  }
}
