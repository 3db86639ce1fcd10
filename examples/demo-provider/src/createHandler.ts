import type {
  IncomingHttpHeaders,
  IncomingMessage,
  ServerResponse,
} from 'node:http';
import { anthropicErrorBody } from './anthropic/anthropicErrorBody.ts';
import { inputTokensOf } from './anthropic/messageUsageOf.ts';
import { parseMessagesRequest } from './anthropic/parseMessagesRequest.ts';
import { sendMessage } from './anthropic/sendMessage.ts';
import { embeddingsOf } from './embeddings/embeddingsOf.ts';
import { parseChatRequest } from './ChatRequest.ts';
import type { Models } from './Models.ts';
import { ProviderError } from './ProviderError.ts';
import { readBody } from './readBody.ts';
import { Reply } from './Reply.ts';
import type { RequestLog, SeenRequest } from './RequestLog.ts';
import { parseResponsesRequest } from './responses/parseResponsesRequest.ts';
import { sendResponse } from './responses/sendResponse.ts';
import { sendChatCompletion } from './sendChatCompletion.ts';
import type { Defaults } from './sendChatCompletion.ts';

const INSPECT_PATH = '/__requests';

interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  answer(seen: SeenRequest, reply: Reply): Promise<void>;
}

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

  const routes: Route[] = [
    {
      method: 'POST',
      path: /^\/v1\/chat\/completions$/,
      async answer({ body }, reply) {
        const chat = parseChatRequest(body);
        models.get(chat.model);
        await sendChatCompletion(chat, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/responses$/,
      async answer({ body }, reply) {
        const request = parseResponsesRequest(body);
        models.get(request.model);
        await sendResponse(request, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/embeddings$/,
      async answer({ body }, reply) {
        const answer = embeddingsOf(body);
        models.get(String(answer.model));
        reply.sendJson(200, answer);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/messages$/,
      async answer({ body }, reply) {
        const request = parseMessagesRequest(body);
        models.get(request.model);
        await sendMessage(request, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/messages\/count_tokens$/,
      async answer({ body }, reply) {
        const counted = { max_tokens: 1, ...(body as object) };
        const request = parseMessagesRequest(counted);
        models.get(request.model);
        reply.sendJson(200, { input_tokens: inputTokensOf(request) });
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/models$/,
      async answer(_, reply) {
        reply.sendJson(200, models.list());
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/models\/[\w.:-]+$/,
      async answer({ path }, reply) {
        reply.sendJson(200, models.get(path.split('/').slice(3).join('/')));
      },
    },
  ];

  return async (request, response) => {
    const { method = 'GET', headers } = request;
    const { pathname: path } = new URL(request.url ?? '/', 'http://localhost');
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
    const seen = log.add({ method, path, body }, headers);
    const reply = new Reply(response, seen);
    try {
      const route = routeIn(routes, seen);
      if (!isAuthenticated(headers)) {
        throw new ProviderError(401, 'The credential is missing or wrong.', {
          code: 'invalid_api_key',
        });
      }
      await route.answer(seen, reply);
    } catch (error) {
      sendError(error, reply, seen);
    }
  };

  function isAuthenticated(headers: IncomingHttpHeaders): boolean {
    return (
      headers.authorization === `Bearer ${credential}` ||
      headers['x-api-key'] === credential
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

function sendError(error: unknown, reply: Reply, { path }: SeenRequest) {
  if (reply.isClientGone) {
    return;
  }
  const shown =
    error instanceof ProviderError
      ? error
      : new ProviderError(500, `The demo provider failed: ${error}`);
  const body = path.startsWith('/v1/messages')
    ? anthropicErrorBody(shown)
    : shown.body;
  reply.sendJson(shown.status, body, shown.headers);
}
