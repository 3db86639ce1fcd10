import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour } from './Behaviour.ts';
import type { SeenRequest } from './RequestLog.ts';

/** How long the provider takes, in milliseconds. */
export interface Latency {
  firstByteDelayMs: number;
  chunkDelayMs: number;
}

const RATE_LIMIT_HEADERS = {
  'x-ratelimit-limit-requests': '10000',
  'x-ratelimit-limit-tokens': '2000000',
  'x-ratelimit-remaining-requests': '9999',
  'x-ratelimit-remaining-tokens': '1999900',
  'x-ratelimit-reset-requests': '6ms',
  'x-ratelimit-reset-tokens': '3ms',
};

const GARBAGE = '<html>this is no completion</html>';

/** The answer to one request, with everything that may go wrong on its way. */
export class Reply {
  readonly #response: ServerResponse;
  readonly #seen: SeenRequest;
  readonly #clientGone = new AbortController();
  readonly #startedAt = Date.now();

  constructor(response: ServerResponse, seen: SeenRequest) {
    this.#response = response;
    this.#seen = seen;
    response.on('close', () => {
      this.#clientGone.abort();
      if (seen.outcome === 'open') {
        seen.outcome = response.writableFinished ? 'finished' : 'client-gone';
      }
    });
  }

  get isClientGone(): boolean {
    return this.#clientGone.signal.aborted;
  }

  /** Sends a JSON body at once. */
  sendJson(
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    const text = `${JSON.stringify(body, undefined, 2)}\n`;
    this.#open(status, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      ...headers,
    });
    this.#response.end(text);
  }

  /** Sends the body of an answer, or as much of it as the behaviour allows. */
  async sendCompletion(text: string, behaviour: Behaviour, latency: Latency) {
    const bytes = Buffer.from(behaviour.garbage ? GARBAGE : text);
    await this.#wait(latency.firstByteDelayMs);
    this.#open(200, {
      'content-type': 'application/json',
      ...(behaviour.endAfter === undefined && {
        'content-length': String(bytes.length),
      }),
    });
    const size = behaviour.cutAfter ?? behaviour.endAfter ?? bytes.length;
    await this.#write(bytes.subarray(0, size));
    if (size < bytes.length) {
      this.#misbehave(behaviour.cutAfter !== undefined);
    } else {
      this.#response.end();
    }
  }

  /**
   * Sends events, each as it stands on the wire, or as many of them as the
   * behaviour allows.
   *
   * @param error - the event that stands for an error inside the stream.
   */
  async sendEvents(
    wellBehaved: string[],
    error: string,
    behaviour: Behaviour,
    latency: Latency,
  ) {
    const { cutAfter, endAfter } = behaviour;
    const events = spoil(wellBehaved, error, behaviour);
    await this.#wait(latency.firstByteDelayMs);
    this.#open(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    for (const [index, event] of events.entries()) {
      if (index === cutAfter || index === endAfter) {
        this.#misbehave(index === cutAfter);
        return;
      }
      if (index > 0) {
        await this.#wait(latency.chunkDelayMs);
      }
      await this.#write(event);
    }
    this.#response.end();
  }

  redirect(location: string) {
    this.#open(307, { location, 'content-length': '0' });
    this.#response.end();
  }

  /** Leaves the request without an answer until its client gives up. */
  async hang() {
    await once(this.#response, 'close');
  }

  #open(status: number, headers: Record<string, string>) {
    this.#seen.status = status;
    this.#response.writeHead(status, {
      ...this.#identifyingHeaders(),
      ...headers,
    });
    this.#response.flushHeaders();
  }

  /** As the provider that speaks so sends them. */
  #identifyingHeaders(): Record<string, string> {
    const id = `req_${randomBytes(16).toString('hex')}`;
    switch (this.#seen.wire) {
      case 'anthropic':
        return {
          'request-id': id,
          'anthropic-ratelimit-requests-remaining': '999',
        };
      case 'gemini':
        return {
          'server-timing': `gfet4t7; dur=${Date.now() - this.#startedAt}`,
        };
      default:
        return {
          'x-request-id': id,
          'openai-organization': 'demo',
          'openai-processing-ms': String(Date.now() - this.#startedAt),
          'openai-version': '2020-10-01',
          ...RATE_LIMIT_HEADERS,
        };
    }
  }

  async #write(data: string | Buffer) {
    if (!this.#response.write(data)) {
      await once(this.#response, 'drain', { signal: this.#clientGone.signal });
    }
  }

  async #wait(milliseconds: number) {
    if (milliseconds > 0) {
      await sleep(milliseconds, undefined, { signal: this.#clientGone.signal });
    }
    this.#clientGone.signal.throwIfAborted();
  }

  #misbehave(cut: boolean) {
    this.#seen.outcome = 'cut';
    if (cut) {
      // In a turn of its own, so that what was written has left before.
      setImmediate(() => this.#response.destroy());
    } else {
      this.#response.end();
    }
  }
}

function spoil(
  events: string[],
  error: string,
  { errorInStreamAfter, garbage }: Behaviour,
): string[] {
  if (garbage) {
    return [`data: ${GARBAGE}\n\n`];
  }
  return errorInStreamAfter === undefined
    ? events
    : [...events.slice(0, errorInStreamAfter), error];
}
