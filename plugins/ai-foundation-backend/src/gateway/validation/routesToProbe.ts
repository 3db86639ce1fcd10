import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { RouteTable } from '../RouteTable';

/** A registered route with a path that it serves. */
export interface RouteToProbe {
  method: string;
  /** With its dialect's prefix. */
  path: string;
}

/**
 * Every route of the data plane, from the very table that serves requests, so
 * that one which is added tomorrow is probed tomorrow.
 *
 * @param model - stands for a part of a path that changes.
 */
export function routesToProbe(
  dialect: Dialect,
  model = 'a-model',
): RouteToProbe[] {
  return new RouteTable(dialect).routes.map(({ method, path }) => ({
    method,
    path:
      dialect.prefix +
      path.replace(/\{\w+\}/g, () => encodeURIComponent(model)),
  }));
}
