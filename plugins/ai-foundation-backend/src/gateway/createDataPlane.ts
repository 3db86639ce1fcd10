import { IncomingMessage, ServerResponse } from 'node:http';
import { Call } from './Call';
import {
  Dialect,
  GatewayError,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { GatewayContext } from './GatewayContext';
import { identify, presentedKey } from './identify';
import { refuse } from './refuse';
import { MatchedRoute, RouteTable } from './RouteTable';

/** Handles a request whose URL begins below a dialect's prefix. */
export type DataPlaneHandler = (
  message: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/**
 * The data plane of a dialect: a plain HTTP handler, so that it can stand
 * behind any server.
 */
export function createDataPlane(
  gateway: GatewayContext,
  dialect: Dialect,
): DataPlaneHandler {
  const table = new RouteTable(dialect);
  return async (message, response) => {
    const [path, query = ''] = (message.url ?? '/').split('?', 2);
    const atPath = table.at(path);
    const matched = atPath.find(({ route }) => route.method === message.method);
    const call = new Call({
      dialect,
      operation: matched?.route.operation ?? 'unknown',
      target: { parameters: matched?.parameters ?? {}, query },
      message,
      response,
      clock: gateway.clock,
    });
    if (matched) {
      await matched.route.handle(gateway, call);
    } else {
      const error =
        atPath.length > 0
          ? wrongMethod(message, atPath)
          : notServed(message, path, table);
      await refuseUnserved(gateway, call, error);
    }
  };
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
  atPath: readonly MatchedRoute[],
): GatewayError {
  return new GatewayError({
    status: 405,
    code: 'method_not_allowed',
    message: `${message.method} is not served here, only ${atPath
      .map(({ route }) => route.method)
      .join(', ')}.`,
  });
}

function notServed(
  message: IncomingMessage,
  path: string,
  { routes }: RouteTable,
): GatewayError {
  const served = routes.map(route => `${route.method} ${route.path}`);
  return new GatewayError({
    status: 404,
    code: 'unknown_path',
    message:
      `The gateway does not serve '${message.method} ${path.slice(0, 200)}'. ` +
      'It serves work whose cost it can hold beforehand and record as it happens; files, batches, stored answers and ' +
      `fine-tuning are not of that kind. It serves ${served.join(', ')}.`,
  });
}
