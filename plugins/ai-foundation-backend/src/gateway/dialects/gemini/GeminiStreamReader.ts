import {
  StreamReader,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { objectOf, parseObject, textOf } from '../json';
import { AnswerTally } from './AnswerTally';

/** Reads a stream of parts of an answer; all of it passes as it is. */
export class GeminiStreamReader implements StreamReader {
  readonly #tally = new AnswerTally();
  #errorCode: string | undefined;

  /** No event says so: an answer has ended when the last of its candidates has. */
  get ended(): boolean {
    return this.#tally.isWhole;
  }

  get errorCode(): string | undefined {
    return this.#errorCode;
  }

  pass(event: { raw: Buffer; data: string | undefined }): Buffer {
    if (event.data !== undefined) {
      const part = parseObject(event.data);
      this.#tally.add(part);
      if (part.error) {
        this.#errorCode =
          textOf(objectOf(part.error).status)?.slice(0, 64) ?? 'upstream_error';
      }
    }
    return event.raw;
  }

  report(): UsageReport {
    return this.#tally.report();
  }
}
