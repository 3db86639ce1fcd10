import type {
  IncomingHttpHeaders,
  IncomingMessage,
  ServerResponse,
} from 'node:http';
import { errorBodyOf } from './errorBodyOf.ts';
import type { Models } from './Models.ts';
import { ProviderError } from './ProviderError.ts';
import { readBody } from './readBody.ts';
import { Reply } from './Reply.ts';
import type { RequestLog, SeenRequest } from './RequestLog.ts';
import { routesOf } from './routes.ts';
import type { Route } from './routes.ts';
import type { Defaults } from './sendChatCompletion.ts';
import { wireOf } from './wireOf.ts';

/** Where the clients of each wire format put their credential. */
const KEY_HEADERS = ['x-api-key', 'api-key', 'x-goog-api-key'];

const INSPECT_PATH = '/__requests';

interface HandlerOptions {
  credential: string;
  models: Models;
  defaults: Defaults;
  inspect: boolean;
  log: RequestLog;
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/** Answers every request: reads it, writes it to the log, and sends it its way. */
export function createHandler(options: HandlerOptions): Handler {
  const { credential, models, defaults, inspect, log } = options;

  const routes = routesOf(models, defaults);

  return async (request, response) => {
    const { method = 'GET', headers } = request;
    const { pathname: path, search } = new URL(
      request.url ?? '/',
      'http://localhost',
    );
    if (inspect && path === INSPECT_PATH) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ total: log.total, items: log.items }));
      return;
    }

    const body = await readBody(request).catch(() => undefined);
    if (body === undefined) {
      // The client left before its request was whole.
      return;
    }
    const seen = log.add(
      {
        method,
        path,
        query: search.slice(1),
        wire: wireOf(path, headers),
        body,
      },
      headers,
    );
    const reply = new Reply(response, seen);
    try {
      const route = routeIn(routes, seen);
      if (!isAuthenticated(headers)) {
        throw new ProviderError(401, 'The credential is missing or wrong.', {
          code: 'invalid_api_key',
        });
      }
      await route.answer(seen, reply, route.path.exec(path)?.[1] ?? '');
    } catch (error) {
      sendError(error, reply, seen);
    }
  };

  function isAuthenticated(headers: IncomingHttpHeaders): boolean {
    return (
      headers.authorization === `Bearer ${credential}` ||
      KEY_HEADERS.some(name => headers[name] === credential)
    );
  }
}

/** The route of a request; throws the error that a client would get. */
function routeIn(routes: Route[], { method, path }: SeenRequest): Route {
  const route = routes.find(candidate => candidate.path.test(path));
  if (!route) {
    throw new ProviderError(404, `There is nothing at ${method} ${path}.`, {
      code: 'unknown_url',
    });
  }
  if (method !== route.method) {
    throw new ProviderError(
      405,
      `${path} takes ${route.method}, not ${method}.`,
      { headers: { allow: route.method } },
    );
  }
  return route;
}

function sendError(error: unknown, reply: Reply, { wire }: SeenRequest) {
  if (reply.isClientGone) {
    return;
  }
  const shown =
    error instanceof ProviderError
      ? error
      : new ProviderError(500, `The demo provider failed: ${error}`);
  reply.sendJson(shown.status, errorBodyOf(shown, wire), shown.headers);
}
