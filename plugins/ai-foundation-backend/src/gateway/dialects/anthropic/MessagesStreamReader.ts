import {
  StreamReader,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { JsonObject, objectOf, parseObject, textOf } from '../json';
import { mergeUsage } from '../mergeUsage';
import { readMessagesUsage } from './messagesUsage';

/** Reads a stream of message events; all of it passes as it is. */
export class MessagesStreamReader implements StreamReader {
  #rawUsage: JsonObject = {};
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
    const usage = readMessagesUsage(this.#rawUsage);
    return {
      usage,
      rawUsage: usage && this.#rawUsage,
      responseModel: this.#responseModel,
      outputBytes: this.#outputBytes,
    };
  }

  #take(event: JsonObject): void {
    switch (event.type) {
      case 'message_start': {
        const message = objectOf(event.message);
        this.#responseModel = textOf(message.model);
        this.#rawUsage = mergeUsage(this.#rawUsage, message.usage);
        break;
      }
      case 'content_block_delta':
        this.#outputBytes += bytesOfDelta(objectOf(event.delta));
        break;
      case 'message_delta':
        this.#rawUsage = mergeUsage(this.#rawUsage, event.usage);
        break;
      case 'message_stop':
        this.#ended = true;
        break;
      case 'error':
        this.#errorCode =
          textOf(objectOf(event.error).type)?.slice(0, 64) ?? 'upstream_error';
        break;
      default:
    }
  }
}

/** The bytes of text, thoughts and tool arguments in a delta. */
function bytesOfDelta(delta: JsonObject): number {
  return ['text', 'thinking', 'partial_json'].reduce(
    (bytes, name) => bytes + Buffer.byteLength(textOf(delta[name]) ?? ''),
    0,
  );
}
