import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { RouteDefinition } from './defineRoute';

/** What an operation is called with. @public */
export type CallOptions<T extends RouteDefinition> = {
  params?: z.input<T['params']>;
  query?: z.input<T['query']>;
  body?: z.input<NonNullable<T['body']>>;
  signal?: AbortSignal;
};

/** What an operation answers. @public */
export type ResponseOf<T extends RouteDefinition> = z.output<T['response']>;

/**
 * Calls the control plane by its contract.
 *
 * @public
 */
export class AiFoundationClient {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /**
   * Calls one operation of `api`.
   *
   * @throws ResponseError where the answer is not a success.
   */
  async call<T extends RouteDefinition>(
    route: T,
    options: CallOptions<T> = {},
  ): Promise<ResponseOf<T>> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('ai-foundation');
    const response = await this.#fetchApi.fetch(
      baseUrl + pathOf(route, options.params) + searchOf(options.query),
      {
        method: route.method.toUpperCase(),
        signal: options.signal,
        ...(options.body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(options.body),
        }),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return route.produces === 'application/json'
      ? response.json()
      : ((await response.text()) as ResponseOf<T>);
  }
}

function pathOf(route: RouteDefinition, params: unknown): string {
  const values = (params ?? {}) as Record<string, string>;
  return route.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(values[name]),
  );
}

function searchOf(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) {
        search.append(name, String(item));
      }
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}
