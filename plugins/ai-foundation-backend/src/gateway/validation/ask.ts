import {
  IncomingMessage,
  OutgoingHttpHeaders,
  request as requestHttp,
} from 'node:http';
import { request as requestHttps } from 'node:https';

const TIMEOUT_MS = 10_000;
/** No answer of the gateway that is looked at here is longer. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** Where the gateway is called. */
export interface Target {
  /** Without a dialect's prefix and without a slash at its end. */
  url: string;
  /** Whether it is this machine's own port, whose certificate names another host. */
  isOwnListener: boolean;
}

/** A request as a client makes it. */
export interface Asked {
  method: string;
  /** Below the target. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: unknown;
  /** How long is waited for an answer. Default: 10,000. */
  timeoutMs?: number;
}

/** What came back. */
export interface Answer {
  /** Absent where nothing came. */
  status: number | undefined;
  /** The stable code of an error, where the answer has one. */
  code: string | undefined;
  body: unknown;
  headers: IncomingMessage['headers'];
  latencyMs: number;
  /** Why nothing came. */
  problem: string | undefined;
}

/**
 * Makes a real request on a connection of its own, so that a load balancer may
 * choose a replica each time. Never rejects.
 */
export async function ask(target: Target, asked: Asked): Promise<Answer> {
  const startedAt = performance.now();
  const latencyMs = () =>
    Math.round((performance.now() - startedAt) * 1_000) / 1_000;
  try {
    const { status, headers, text } = await send(target, asked);
    const body = parseJson(text);
    return {
      status,
      code: codeOf(body),
      body,
      headers,
      latencyMs: latencyMs(),
      problem: undefined,
    };
  } catch (error) {
    return {
      status: undefined,
      code: undefined,
      body: undefined,
      headers: {},
      latencyMs: latencyMs(),
      // By its code alone: a message could repeat a header.
      problem: (error as NodeJS.ErrnoException).code ?? 'no answer',
    };
  }
}

interface Received {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  text: string;
}

function send(target: Target, asked: Asked): Promise<Received> {
  const url = new URL(target.url + asked.path);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const body =
    asked.body === undefined ? undefined : JSON.stringify(asked.body);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        protocol: url.protocol,
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        // As it was written: a URL object would tidy up what a probe is about.
        path: pathOf(target, asked),
        method: asked.method,
        agent: false,
        rejectUnauthorized: !target.isOwnListener,
        signal: AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS),
        headers: {
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
          ...asked.headers,
        },
      },
      response => {
        readText(response).then(
          text =>
            resolve({
              status: response.statusCode,
              headers: response.headers,
              text,
            }),
          reject,
        );
      },
    );
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({
        status: response.statusCode,
        headers: response.headers,
        text: '',
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function pathOf(target: Target, { path }: Asked): string {
  return new URL(target.url).pathname.replace(/\/$/, '') + path;
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      response.destroy();
      break;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every dialect's envelope carries the stable code in one of these places. */
function codeOf(body: unknown): string | undefined {
  const { error } = (body ?? {}) as {
    error?: {
      code?: unknown;
      details?: Array<{ reason?: unknown }>;
    };
  };
  const places = [
    error?.code,
    ...(Array.isArray(error?.details)
      ? error.details.map(({ reason }) => reason)
      : []),
  ];
  return places.find((place): place is string => typeof place === 'string');
}
