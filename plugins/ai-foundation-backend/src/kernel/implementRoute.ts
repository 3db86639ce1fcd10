import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { RouteDefinition } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import { z } from 'zod';

/** A signed-in person's credentials. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What a handler is given: parsed input, and who asks. */
export interface RouteInput<T extends RouteDefinition> {
  params: z.output<T['params']>;
  query: z.output<T['query']>;
  body: T['body'] extends z.ZodType ? z.output<T['body']> : undefined;
  credentials: UserCredentials;
}

/**
 * Serves one operation of the contract: parses its input, requires a signed-in
 * person, and answers what the handler returns.
 *
 * Mount it on a router that parses JSON bodies and passes rejections on.
 */
export function implementRoute<T extends RouteDefinition>(
  router: Router,
  route: T,
  httpAuth: HttpAuthService,
  handle: (input: RouteInput<T>) => Promise<z.input<T['response']>>,
): void {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  router[route.method](path, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const answer = await handle({
      params: parse('path', route.params, request.params),
      query: parse('query', route.query, request.query),
      body: route.body && parse('body', route.body, request.body),
      credentials,
    } as RouteInput<T>);
    response.status(route.status).json(answer);
  });
}

function parse(place: string, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value ?? {});
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) =>
      path.length ? `${path.join('.')}: ${message}` : message,
    );
    throw new InputError(
      `The request's ${place} is not valid: ${problems.join('; ')}`,
    );
  }
  return result.data;
}
