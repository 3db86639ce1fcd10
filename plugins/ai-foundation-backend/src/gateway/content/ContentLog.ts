import { LoggerService } from '@backstage/backend-plugin-api';
import {
  GatewayError,
  ModelRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ContentLoggingConfig } from '../../kernel/config/contentLoggingConfig';
import { Clock } from '../../kernel/Clock';
import { AnswerCopy } from './AnswerCopy';
import { ContentCipher } from './ContentCipher';
import { ContentStore } from './ContentStore';

/** Answers that are being written; those beyond are not kept. */
const MAX_WRITING = 200;

/*
 * Keeps prompts and answers of the tiers that allow it, encrypted.
 *
 * A prompt is written before its request is admitted, and a request whose prompt
 * cannot be written is not sent (fail closed). An answer is copied as it passes,
 * up to a bound, and written after its end, so that no stream is ever delayed;
 * where the database does not take it, the answer is missing, and the log says so.
 */
export class ContentLog {
  readonly #config: ContentLoggingConfig;
  readonly #cipher: ContentCipher;
  readonly #store: Pick<ContentStore, 'insert' | 'addAnswer' | 'remove'>;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #writing = new Set<Promise<void>>();

  constructor(options: {
    config: ContentLoggingConfig;
    store: Pick<ContentStore, 'insert' | 'addAnswer' | 'remove'>;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#cipher = new ContentCipher(options.config.keys);
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /**
   * Writes a prompt down, as it will be sent.
   *
   * @returns what copies the answer.
   * @throws GatewayError 503 where it cannot be written.
   */
  async keepPrompt(
    requestId: string,
    request: ModelRequest,
  ): Promise<AnswerCopy> {
    const { maxBytes } = this.#config;
    const text = Buffer.from(JSON.stringify(request.body));
    const sealed = this.#cipher.seal(
      text.subarray(0, maxBytes),
      placeOf(requestId, 'prompt'),
    );
    try {
      await this.#store.insert(requestId, {
        keptAtMs: this.#clock(),
        keyId: sealed.keyId,
        prompt: sealed.bytes,
        promptCut: text.length > maxBytes,
      });
    } catch {
      throw new GatewayError({
        status: 503,
        code: 'content_not_kept',
        message:
          'Prompts of this data tier have to be kept, and that is not possible now, so nothing was sent. Try again in a moment.',
        retryAfterSeconds: 1,
      });
    }
    return new AnswerCopy(maxBytes);
  }

  /** Writes an answer down in the background. */
  keepAnswer(requestId: string, copy: AnswerCopy): void {
    if (this.#writing.size >= MAX_WRITING) {
      this.#logger.warn(`The answer of request ${requestId} was not kept`);
      return;
    }
    const sealed = this.#cipher.seal(
      copy.bytes(),
      placeOf(requestId, 'answer'),
    );
    this.#inBackground(
      this.#store.addAnswer(requestId, { answer: sealed.bytes, cut: copy.cut }),
      `The answer of request ${requestId} was not kept`,
    );
  }

  /** Of a request that was never sent. */
  discard(requestId: string): void {
    this.#inBackground(
      this.#store.remove(requestId),
      `The prompt of request ${requestId}, which was not sent, stays until its time is over`,
    );
  }

  /** Call after the last request. */
  async stop(): Promise<void> {
    await Promise.all(this.#writing);
  }

  #inBackground(work: Promise<void>, warning: string): void {
    const written = work
      .catch(() => this.#logger.warn(warning))
      .finally(() => this.#writing.delete(written));
    this.#writing.add(written);
  }
}

/** What a sealed text belongs to. */
export function placeOf(requestId: string, part: 'prompt' | 'answer'): string {
  return `${requestId} ${part}`;
}
