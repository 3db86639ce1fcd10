import { IncomingMessage, ServerResponse } from 'node:http';
import { Call } from './Call';
import { chatCompletions } from './dialects/openai/chatCompletions';
import { openAiDialect } from './dialects/openai/openAiDialect';
import { GatewayError } from './GatewayError';
import { handleModels } from './handleModels';
import { GatewayContext } from './GatewayContext';
import { handleRequest } from './handleRequest';
import { identify, presentedKey } from './identify';
import { refuse } from './refuse';

/** Handles a request whose URL begins below a dialect's prefix. */
export type DataPlaneHandler = (
  message: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

interface DataPlaneRoute {
  method: string;
  path: RegExp;
  operation: string;
  handle(
    gateway: GatewayContext,
    call: Call,
    parameter: string | undefined,
  ): Promise<void>;
}

const ROUTES: readonly DataPlaneRoute[] = [
  {
    method: 'POST',
    path: /^\/v1\/chat\/completions$/,
    operation: chatCompletions.name,
    handle: (gateway, call) => handleRequest(gateway, chatCompletions, call),
  },
  {
    method: 'GET',
    path: /^\/v1\/models(?:\/(.+))?$/,
    operation: 'models',
    handle: handleModels,
  },
];

/**
 * The data plane of the OpenAI dialect: a plain HTTP handler, so that it can
 * stand behind any server.
 */
export function createDataPlane(gateway: GatewayContext): DataPlaneHandler {
  return async (message, response) => {
    const path = (message.url ?? '/').split('?', 1)[0];
    const atPath = ROUTES.filter(route => route.path.test(path));
    const route = atPath.find(({ method }) => method === message.method);
    const call = new Call({
      dialect: openAiDialect,
      operation: route?.operation ?? 'unknown',
      message,
      response,
      clock: gateway.clock,
    });
    if (route) {
      await route.handle(gateway, call, parameterOf(route, path));
    } else {
      await refuseUnserved(gateway, call, unserved(message, path, atPath));
    }
  };
}

function parameterOf(route: DataPlaneRoute, path: string): string | undefined {
  const parameter = route.path.exec(path)?.[1];
  try {
    return parameter && decodeURIComponent(parameter);
  } catch {
    return parameter;
  }
}

/** Who asked is found out for the records only: what is not served is so for all. */
async function refuseUnserved(
  gateway: GatewayContext,
  call: Call,
  error: GatewayError,
): Promise<void> {
  try {
    const presented = presentedKey(call.message);
    call.key = identify(presented, await gateway.policy(presented.id));
  } catch {
    call.key = undefined;
  }
  await refuse(gateway, call, error);
}

function unserved(
  message: IncomingMessage,
  path: string,
  atPath: readonly DataPlaneRoute[],
): GatewayError {
  const served = ROUTES.map(route => `${route.method} ${nameOf(route)}`).join(
    ', ',
  );
  return atPath.length > 0
    ? new GatewayError({
        status: 405,
        code: 'method_not_allowed',
        message: `${message.method} is not served here, only ${atPath
          .map(({ method }) => method)
          .join(', ')}.`,
      })
    : new GatewayError({
        status: 404,
        code: 'unknown_path',
        message: `The gateway does not serve '${path.slice(
          0,
          200,
        )}'. It serves ${served}.`,
      });
}

function nameOf(route: DataPlaneRoute): string {
  return route.operation === 'models' ? '/v1/models' : '/v1/chat/completions';
}
