import { IncomingMessage, ServerResponse } from 'node:http';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { createDataPlane } from '../createDataPlane';
import { GatewayContext } from '../GatewayContext';
import { OpenCalls } from './OpenCalls';

/** Handles a request of any dialect; answers `undefined` for a path of none. */
export type Dispatch = (
  message: IncomingMessage,
  response: ServerResponse,
) => Promise<void> | undefined;

/**
 * The whole data plane as one plain HTTP handler, each dialect below its
 * prefix, so that the portal and a port of its own serve the same.
 */
export function createDispatch(
  gateway: GatewayContext,
  dialects: readonly Dialect[],
  open: OpenCalls,
): Dispatch {
  const handlers = new Map(
    dialects.map(dialect => [
      dialect.prefix,
      createDataPlane(gateway, dialect),
    ]),
  );
  return (message, response) => {
    const url = message.url ?? '/';
    const prefix = firstSegment(url);
    const handle = handlers.get(prefix);
    if (!handle) {
      return undefined;
    }
    message.url = url.slice(prefix.length) || '/';
    return open.track(handle(message, response));
  };
}

/** With its slash: `/openai` of `/openai/v1/models`. */
function firstSegment(url: string): string {
  const end = url.slice(1).search(/[/?]/);
  return end < 0 ? url : url.slice(0, end + 1);
}
