import { once } from 'node:events';
import {
  createServer,
  IncomingHttpHeaders,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** A request as the upstream saw it. */
export interface SeenRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  /** Whether the answer was given up before its end. */
  readonly isCut: boolean;
}

/** Answers one request, however badly. */
export type Step = (
  response: ServerResponse,
  seen: SeenRequest,
) => void | Promise<void>;

/** A provider on a real socket that answers each request by the next step of a script; the last one stays. */
export class ScriptedUpstream {
  readonly url: string;
  seen: SeenRequest[] = [];
  #steps: Step[] = [];
  readonly #server: Server;

  static async start(): Promise<ScriptedUpstream> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedUpstream(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const bytes of request) {
        chunks.push(bytes);
      }
      const seen = {
        path: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
        isCut: false,
      };
      response.on('close', () => {
        seen.isCut = !response.writableFinished;
      });
      this.seen.push(seen);
      const step =
        this.#steps.length > 1 ? this.#steps.shift() : this.#steps[0];
      await step?.(response, seen);
    });
  }

  /** Begins a script, and forgets what was seen. */
  answers(...steps: Step[]): void {
    this.#steps = steps;
    this.seen = [];
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** An answer that is JSON. */
export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Step {
  return response => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}

/** An error in the envelope of OpenAI. */
export function failing(
  status: number,
  headers: Record<string, string> = {},
  code = 'server_error',
): Step {
  return json(status, { error: { message: 'no', type: code, code } }, headers);
}

/** A stream of events, given as they go over the wire or as JSON; ended, unless it is told to stay open. */
export function events(
  list: Array<string | object>,
  options: { staysOpen?: boolean; cuts?: boolean } = {},
): Step {
  return response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of list) {
      response.write(
        typeof event === 'string'
          ? event
          : `data: ${JSON.stringify(event)}\n\n`,
      );
    }
    if (options.cuts) {
      response.destroy();
    } else if (!options.staysOpen) {
      response.end();
    }
  };
}

export const DONE = 'data: [DONE]\n\n';
export const USAGE = {
  prompt_tokens: 10,
  completion_tokens: 5,
  total_tokens: 15,
};
/** At the bench's price, pico-dollars. */
export const USAGE_COST = 20_000_000n;

/** A chunk of a chat's stream. */
export function chunk(content: string, more: object = {}): object {
  return {
    id: 'c',
    object: 'chat.completion.chunk',
    model: 'gpt-4o-2026-08-06',
    choices: [{ index: 0, delta: { content } }],
    ...more,
  };
}

/** A whole chat completion. */
export const completion = {
  id: 'c',
  object: 'chat.completion',
  model: 'gpt-4o-2026-08-06',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello' },
      finish_reason: 'stop',
    },
  ],
  usage: USAGE,
};
