import {
  Dialect,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Call } from './Call';
import { GatewayContext } from './GatewayContext';
import { handleModels } from './handleModels';
import { handleRequest } from './handleRequest';

/** One thing that a dialect serves at one path. */
export interface DataPlaneRoute {
  method: string;
  /** Below the dialect's prefix, with a `{name}` for each part that changes. */
  path: string;
  /** What the records call it. */
  operation: string;
  handle(gateway: GatewayContext, call: Call): Promise<void>;
}

/** A route, and what stood in a path for its parts that change. */
export interface MatchedRoute {
  route: DataPlaneRoute;
  parameters: RequestTarget['parameters'];
}

/** Everything that a dialect serves, found by path. */
export class RouteTable {
  readonly routes: readonly DataPlaneRoute[];
  /** Most requests meet a path without parts that change. */
  readonly #exact = new Map<string, MatchedRoute[]>();
  readonly #patterns: Array<{ regExp: RegExp; route: DataPlaneRoute }> = [];

  constructor(dialect: Dialect) {
    this.routes = [...operationsOf(dialect), ...modelsOf(dialect)];
    for (const route of this.routes) {
      if (route.path.includes('{')) {
        this.#patterns.push({ regExp: toRegExp(route.path), route });
      } else {
        this.#exact.set(route.path, [
          ...(this.#exact.get(route.path) ?? []),
          { route, parameters: {} },
        ]);
      }
    }
  }

  /** The routes of a path, whatever their methods. */
  at(path: string): readonly MatchedRoute[] {
    return this.#exact.get(path) ?? this.#matching(path);
  }

  #matching(path: string): MatchedRoute[] {
    return this.#patterns.flatMap(({ regExp, route }) => {
      const match = regExp.exec(path);
      return match ? [{ route, parameters: decode(match.groups) }] : [];
    });
  }
}

function operationsOf({ operations }: Dialect): DataPlaneRoute[] {
  return operations.flatMap(operation =>
    operation.paths.map(path => ({
      method: 'POST',
      path,
      operation: operation.name,
      handle: (gateway: GatewayContext, call: Call) =>
        handleRequest(gateway, operation, call),
    })),
  );
}

function modelsOf({ modelsPaths }: Dialect): DataPlaneRoute[] {
  return modelsPaths
    .flatMap(path => [path, `${path}/{model}`])
    .map(path => ({
      method: 'GET',
      path,
      operation: 'models',
      handle: handleModels,
    }));
}

function toRegExp(path: string): RegExp {
  const literal = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\{(\w+)\}/g, '(?<$1>.+)')}$`);
}

function decode(
  groups: Record<string, string> | undefined,
): RequestTarget['parameters'] {
  return Object.fromEntries(
    Object.entries(groups ?? {}).map(([name, value]) => [
      name,
      decodePart(value),
    ]),
  );
}

/** A part that was encoded wrongly is one that nothing is named like. */
function decodePart(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
