import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHandler } from './createHandler.ts';
import { Models } from './Models.ts';
import { RequestLog } from './RequestLog.ts';
import type { SeenRequest } from './RequestLog.ts';

export interface DemoProviderOptions {
  host?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** What clients have to send as bearer token. */
  credential?: string;
  /** Ids of the models that it serves. */
  models?: string[];
  firstByteDelayMs?: number;
  chunkDelayMs?: number;
  /** Make every answer's id and time from its messages alone. */
  deterministic?: boolean;
  /** Answer `GET /__requests` with the requests seen, to whoever asks. */
  inspect?: boolean;
}

export interface DemoProvider {
  /** The base URL that a client takes, ending in `/v1`. */
  url: string;
  port: number;
  /** The requests that it saw, the oldest first. */
  requests: SeenRequest[];
  stop(): Promise<void>;
}

export const DEFAULT_CREDENTIAL = 'demo-provider-credential';

/** Those of the example catalog. */
export const DEFAULT_MODELS = [
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-4.1',
  'gpt-3.5-turbo',
  'claude-sonnet-5',
  'gemini-2.5-flash',
];

/** Starts a model provider that speaks the wire formats of OpenAI, Azure, Anthropic and Gemini. */
export async function startDemoProvider(
  options: DemoProviderOptions = {},
): Promise<DemoProvider> {
  const { host = '127.0.0.1', port = 0 } = options;
  const log = new RequestLog();
  const handle = createHandler({
    credential: options.credential ?? DEFAULT_CREDENTIAL,
    models: new Models(options.models ?? DEFAULT_MODELS),
    defaults: {
      firstByteDelayMs: options.firstByteDelayMs ?? 0,
      chunkDelayMs: options.chunkDelayMs ?? 0,
      deterministic: options.deterministic ?? false,
    },
    inspect: options.inspect ?? false,
    log,
  });
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  // Longer than clients keep an idle connection, so that it is they who close it.
  server.keepAliveTimeout = 120_000;
  server.listen(port, host);
  await once(server, 'listening');

  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${bound}/v1`,
    port: bound,
    requests: log.items,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
