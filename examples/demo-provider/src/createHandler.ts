import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseChatRequest } from './ChatRequest.ts';
import type { Models } from './Models.ts';
import { ProviderError } from './ProviderError.ts';
import { readBody } from './readBody.ts';
import { Reply } from './Reply.ts';
import type { RequestLog, SeenRequest } from './RequestLog.ts';
import { sendChatCompletion } from './sendChatCompletion.ts';
import type { Defaults } from './sendChatCompletion.ts';

const INSPECT_PATH = '/__requests';
const CHAT_PATH = '/v1/chat/completions';
const MODELS_PATH = '/v1/models';

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
      refuseWrongPath(seen);
      if (headers.authorization !== `Bearer ${credential}`) {
        throw new ProviderError(401, 'The credential is missing or wrong.', {
          code: 'invalid_api_key',
        });
      }
      await answer(seen, reply);
    } catch (error) {
      sendError(error, reply);
    }
  };

  async function answer({ path, body }: SeenRequest, reply: Reply) {
    if (path === CHAT_PATH) {
      const chat = parseChatRequest(body);
      models.get(chat.model);
      await sendChatCompletion(chat, reply, defaults);
    } else if (path === MODELS_PATH) {
      reply.sendJson(200, models.list());
    } else {
      const id = path.slice(MODELS_PATH.length + 1);
      reply.sendJson(200, models.get(id));
    }
  }
}

function refuseWrongPath({ method, path }: SeenRequest) {
  const isChat = path === CHAT_PATH;
  if (!isChat && !/^\/v1\/models(\/[\w.:-]+)?$/.test(path)) {
    throw new ProviderError(404, `There is nothing at ${method} ${path}.`, {
      code: 'unknown_url',
    });
  }
  const expected = isChat ? 'POST' : 'GET';
  if (method !== expected) {
    throw new ProviderError(405, `${path} takes ${expected}, not ${method}.`, {
      headers: { allow: expected },
    });
  }
}

function sendError(error: unknown, reply: Reply) {
  if (reply.isClientGone) {
    return;
  }
  const shown =
    error instanceof ProviderError
      ? error
      : new ProviderError(500, `The demo provider failed: ${error}`);
  reply.sendJson(shown.status, shown.body, shown.headers);
}
