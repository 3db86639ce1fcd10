import {
  StreamReader,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { JsonObject, objectOf, parseObject, textOf } from '../json';
import { readResponsesUsage } from './responsesUsage';

const TERMINAL_EVENTS = new Set<unknown>([
  'response.completed',
  'response.incomplete',
  'response.failed',
]);

/** Reads a stream of response events; all of it passes as it is. */
export class ResponsesStreamReader implements StreamReader {
  #rawUsage: unknown;
  #responseModel: string | undefined;
  #outputBytes = 0;
  #ended = false;
  #errorCode: string | undefined;

  get ended(): boolean {
    return this.#ended;
  }

  get errorCode(): string | undefined {
    return this.#errorCode;
  }

  pass(event: { raw: Buffer; data: string | undefined }): Buffer {
    if (event.data !== undefined) {
      this.#take(parseObject(event.data));
    }
    return event.raw;
  }

  report(): UsageReport {
    const usage = readResponsesUsage(this.#rawUsage);
    return {
      usage,
      rawUsage: usage && this.#rawUsage,
      responseModel: this.#responseModel,
      outputBytes: this.#outputBytes,
    };
  }

  #take(event: JsonObject): void {
    const response = objectOf(event.response);
    this.#responseModel = textOf(response.model) ?? this.#responseModel;
    if (TERMINAL_EVENTS.has(event.type)) {
      this.#ended = true;
      this.#rawUsage = response.usage;
    }
    if (event.type === 'response.failed') {
      this.#fail(objectOf(response.error));
    } else if (event.type === 'error') {
      this.#fail(event);
    }
    // The deltas of texts, refusals, thoughts and tool arguments are all texts.
    this.#outputBytes += Buffer.byteLength(textOf(event.delta) ?? '');
  }

  #fail(error: JsonObject): void {
    this.#errorCode = textOf(error.code)?.slice(0, 64) ?? 'upstream_error';
  }
}
