import { IncomingMessage, ServerResponse } from 'node:http';
import { Call } from './Call';
import {
  Dialect,
  GatewayError,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
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

/**
 * The data plane of a dialect: a plain HTTP handler, so that it can stand
 * behind any server.
 */
export function createDataPlane(
  gateway: GatewayContext,
  dialect: Dialect,
): DataPlaneHandler {
  const routes = routesOf(dialect);
  return async (message, response) => {
    const path = (message.url ?? '/').split('?', 1)[0];
    const atPath = routes.filter(route => route.path.test(path));
    const route = atPath.find(({ method }) => method === message.method);
    const call = new Call({
      dialect,
      operation: route?.operation ?? 'unknown',
      message,
      response,
      clock: gateway.clock,
    });
    if (route) {
      await route.handle(gateway, call, parameterOf(route, path));
    } else {
      const error =
        atPath.length > 0
          ? wrongMethod(message, atPath)
          : unknownPath(path, dialect);
      await refuseUnserved(gateway, call, error);
    }
  };
}

function routesOf(dialect: Dialect): DataPlaneRoute[] {
  return [
    ...dialect.operations.map(operation => ({
      method: 'POST',
      path: new RegExp(`^${operation.path}$`),
      operation: operation.name,
      handle: (gateway: GatewayContext, call: Call) =>
        handleRequest(gateway, operation, call),
    })),
    {
      method: 'GET',
      path: /^\/v1\/models(?:\/(.+))?$/,
      operation: 'models',
      handle: handleModels,
    },
  ];
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

function wrongMethod(
  message: IncomingMessage,
  atPath: readonly DataPlaneRoute[],
): GatewayError {
  return new GatewayError({
    status: 405,
    code: 'method_not_allowed',
    message: `${message.method} is not served here, only ${atPath
      .map(({ method }) => method)
      .join(', ')}.`,
  });
}

function unknownPath(path: string, dialect: Dialect): GatewayError {
  const served = [
    ...dialect.operations.map(operation => `POST ${operation.path}`),
    'GET /v1/models',
  ].join(', ');
  return new GatewayError({
    status: 404,
    code: 'unknown_path',
    message: `The gateway does not serve '${path.slice(
      0,
      200,
    )}'. It serves ${served}.`,
  });
}
