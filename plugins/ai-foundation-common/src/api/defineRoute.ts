import { z } from 'zod';

/**
 * One operation of the control plane. The router, the client and the OpenAPI
 * document all derive from it, so that they cannot tell different stories.
 *
 * @public
 */
export interface RouteDefinition<
  TParams extends z.ZodType = z.ZodType,
  TQuery extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
  TResponse extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below the plugin's base URL, parameters as `{name}`. */
  path: string;
  /** What it does, in one sentence. */
  summary: string;
  params: TParams;
  query: TQuery;
  /** `undefined` where the operation takes no body. */
  body: TBody | undefined;
  response: TResponse;
  /** HTTP status of success. */
  status: 200 | 201;
  /** What a success answers with; a file's `response` is a string. */
  produces: ContentType;
}

/** @public */
export type ContentType = 'application/json' | 'text/csv' | 'text/markdown';

const none = z.object({});

/** Fills in what an operation does not use. @public */
export function defineRoute<
  TResponse extends z.ZodType,
  TParams extends z.ZodType = typeof none,
  TQuery extends z.ZodType = typeof none,
  TBody extends z.ZodType = z.ZodUndefined,
>(definition: {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  params?: TParams;
  query?: TQuery;
  body?: TBody;
  response: TResponse;
  status?: 200 | 201;
  produces?: ContentType;
}): RouteDefinition<TParams, TQuery, TBody, TResponse> {
  return {
    ...definition,
    params: definition.params ?? (none as unknown as TParams),
    query: definition.query ?? (none as unknown as TQuery),
    body: definition.body,
    status: definition.status ?? 200,
    produces: definition.produces ?? 'application/json',
  };
}
