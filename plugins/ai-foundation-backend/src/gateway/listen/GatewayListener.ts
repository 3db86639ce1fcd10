import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerOptions,
  ServerResponse,
} from 'node:http';
import {
  createServer as createTlsServer,
  Server as TlsServer,
} from 'node:https';
import { AddressInfo } from 'node:net';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ListenConfig } from '../../kernel/config/listenConfig';
import { Dispatch } from './createDispatch';
import { readTls, watchTls } from './tlsFiles';

/** How often connections are looked at that take too long to send a request. */
const LOOK_INTERVAL_MS = 2_000;
/** How often connections are closed whose last request has ended while it stops. */
const CLOSE_INTERVAL_MS = 20;
const HANDSHAKE_TIMEOUT_MS = 10_000;

/**
 * Serves the data plane on a port of its own, without Express: nothing else
 * is there, and nothing runs for a request but the data plane itself.
 */
export class GatewayListener {
  readonly #server: Server | TlsServer;
  readonly #dispatch: Dispatch;
  readonly #config: ListenConfig;
  readonly #logger: LoggerService;
  readonly #open = new Set<ServerResponse>();
  #unwatch = () => {};
  #stopping = false;

  constructor(options: {
    config: ListenConfig;
    dispatch: Dispatch;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#dispatch = options.dispatch;
    this.#logger = options.logger;
    this.#server = this.#createServer();
  }

  /** @throws where the port is taken, or a file of the certificate cannot be read. */
  async start(): Promise<void> {
    const { port, host, backlog } = this.#config;
    this.#server.listen({ port, host, backlog });
    await once(this.#server, 'listening');
    this.#logger.info(`The data plane listens on ${this.url}`);
  }

  /** As this machine reaches it. */
  get url(): string {
    const { address, family, port } = this.#server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    return `${this.#config.tls ? 'https' : 'http'}://${host}:${port}`;
  }

  /**
   * Takes no new connections, tells clients to open no new requests on the old
   * ones, and resolves once the last request has ended.
   */
  async drain(): Promise<void> {
    this.#stopping = true;
    this.#unwatch();
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#open.forEach(closeAfterwards);
    const closing = setInterval(
      () => this.#server.closeIdleConnections(),
      CLOSE_INTERVAL_MS,
    );
    await closed;
    clearInterval(closing);
  }

  /** Breaks off what `drain` still waits for. */
  close(): void {
    this.#server.closeAllConnections();
  }

  #createServer(): Server | TlsServer {
    const config = this.#config;
    const options: ServerOptions = {
      connectionsCheckingInterval: LOOK_INTERVAL_MS,
      headersTimeout: config.headersTimeoutMs,
      keepAliveTimeout: config.keepAliveTimeoutMs,
      maxHeaderSize: config.maxHeaderBytes,
      noDelay: true,
      requestTimeout: config.bodyTimeoutMs,
    };
    const server = config.tls
      ? this.#createTlsServer(config.tls, options)
      : createServer(options, this.#handle);
    server.maxConnections = config.maxConnections;
    server.maxRequestsPerSocket = config.maxRequestsPerConnection;
    return server;
  }

  #createTlsServer(
    tls: NonNullable<ListenConfig['tls']>,
    options: ServerOptions,
  ): TlsServer {
    const server = createTlsServer(
      { ...options, ...readTls(tls), handshakeTimeout: HANDSHAKE_TIMEOUT_MS },
      this.#handle,
    );
    this.#unwatch = watchTls(tls, () => {
      try {
        server.setSecureContext(readTls(tls));
        this.#logger.info('The certificate of the data plane was renewed');
      } catch (error) {
        this.#logger.error(
          'The new certificate of the data plane cannot be used; the old one stays',
          error as Error,
        );
      }
    });
    return server;
  }

  readonly #handle = async (
    message: IncomingMessage,
    response: ServerResponse,
  ) => {
    this.#open.add(response);
    if (this.#stopping) {
      closeAfterwards(response);
    }
    try {
      await (this.#dispatch(message, response) ?? answerUnknown(response));
    } catch (error) {
      this.#logger.error('A request failed in the gateway', error as Error);
      response.destroy();
    } finally {
      this.#open.delete(response);
    }
  };
}

/** The answer then says `connection: close`. */
function closeAfterwards(response: ServerResponse): void {
  response.shouldKeepAlive = false;
}

async function answerUnknown(response: ServerResponse): Promise<void> {
  const body = JSON.stringify({
    error: {
      code: 'unknown_path',
      message:
        'Nothing is here. Paths begin with a dialect, for example /openai/v1.',
    },
  });
  response.writeHead(404, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
