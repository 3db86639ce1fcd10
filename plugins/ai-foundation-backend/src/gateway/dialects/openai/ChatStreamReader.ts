import { TokenUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  StreamReader,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { readChatUsage } from './chatUsage';
import { removeTopLevelKey } from './removeTopLevelKey';

interface Chunk {
  model?: unknown;
  choices?: unknown;
  usage?: unknown;
  error?: unknown;
}

/**
 * Reads a stream of completion chunks, of chats and of the elder kind. Where the client did not ask for
 * usage, what the gateway's own asking brought is taken out again, and all
 * else passes byte by byte.
 */
export class ChatStreamReader implements StreamReader {
  readonly #passUsage: boolean;
  #usage: TokenUsage | undefined;
  #rawUsage: unknown;
  #responseModel: string | undefined;
  #outputBytes = 0;
  #ended = false;
  #errorCode: string | undefined;

  constructor(options: { passUsage: boolean }) {
    this.#passUsage = options.passUsage;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get errorCode(): string | undefined {
    return this.#errorCode;
  }

  pass(event: { raw: Buffer; data: string | undefined }): Buffer | undefined {
    const { raw, data } = event;
    if (data === undefined) {
      return raw;
    }
    if (data === '[DONE]') {
      this.#ended = true;
      return raw;
    }
    const chunk = parse(data);
    if (!chunk) {
      return raw;
    }
    this.#take(chunk);
    return this.#passUsage || chunk.usage === undefined
      ? raw
      : withoutUsage(raw, data, chunk);
  }

  report(): UsageReport {
    return {
      usage: this.#usage,
      rawUsage: this.#rawUsage,
      responseModel: this.#responseModel,
      outputBytes: this.#outputBytes,
    };
  }

  #take(chunk: Chunk): void {
    // Usage may come with any chunk, beside choices too; the last one counts.
    const usage = readChatUsage(chunk.usage);
    if (usage) {
      this.#usage = usage;
      this.#rawUsage = chunk.usage;
    }
    if (typeof chunk.model === 'string' && chunk.model !== '') {
      this.#responseModel ??= chunk.model;
    }
    if (chunk.error) {
      const { code, type } = chunk.error as { code?: unknown; type?: unknown };
      this.#errorCode = String(code ?? type ?? 'upstream_error').slice(0, 64);
    }
    this.#outputBytes += bytesOfChoices(chunk.choices);
  }
}

/** The bytes of text and tool arguments in a chunk's or an answer's choices. */
export function bytesOfChoices(choices: unknown): number {
  if (!Array.isArray(choices)) {
    return 0;
  }
  return choices.reduce<number>((sum, choice) => {
    const part = choice?.delta ?? choice?.message;
    const tools = Array.isArray(part?.tool_calls) ? part.tool_calls : [];
    return (
      sum +
      bytesOf(choice?.text) +
      bytesOf(part?.content) +
      bytesOf(part?.refusal) +
      bytesOf(part?.reasoning_content) +
      tools.reduce(
        (
          bytes: number,
          tool: { function?: { name?: unknown; arguments?: unknown } },
        ) =>
          bytes +
          bytesOf(tool?.function?.name) +
          bytesOf(tool?.function?.arguments),
        0,
      )
    );
  }, 0);
}

function bytesOf(value: unknown): number {
  return typeof value === 'string' ? Buffer.byteLength(value) : 0;
}

/** What a chunk that only brings usage has besides. */
const USAGE_CHUNK_KEYS = new Set([
  'id',
  'object',
  'created',
  'model',
  'system_fingerprint',
  'service_tier',
  'obfuscation',
  'choices',
  'usage',
]);

/** The event as it would be had nobody asked for usage. */
function withoutUsage(
  raw: Buffer,
  data: string,
  chunk: Chunk,
): Buffer | undefined {
  if (bringsOnlyUsage(chunk)) {
    return undefined;
  }
  const stripped = removeTopLevelKey(data, 'usage');
  const text = raw.toString('utf8');
  return text.includes(data)
    ? Buffer.from(text.replace(data, () => stripped))
    : Buffer.from(`data: ${stripped.split('\n').join('\ndata: ')}\n\n`);
}

function bringsOnlyUsage(chunk: Chunk): boolean {
  return (
    chunk.usage !== null &&
    Array.isArray(chunk.choices) &&
    chunk.choices.length === 0 &&
    Object.keys(chunk).every(key => USAGE_CHUNK_KEYS.has(key))
  );
}

function parse(data: string): Chunk | undefined {
  try {
    const value = JSON.parse(data);
    return value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}
