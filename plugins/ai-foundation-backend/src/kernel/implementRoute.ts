import {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { assertError, InputError } from '@backstage/errors';
import { RouteDefinition } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Request, Response, Router } from 'express';
import { z } from 'zod';

/** A signed-in person's credentials. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What a handler is given: parsed input, and who asks. */
export interface RouteInput<T extends RouteDefinition> {
  params: z.output<T['params']>;
  query: z.output<T['query']>;
  body: z.output<NonNullable<T['body']>>;
  credentials: UserCredentials;
}

type RouteHandler<T extends RouteDefinition> = (
  input: RouteInput<T>,
) => Promise<z.input<T['response']>>;

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
  handle: RouteHandler<T>,
): void {
  router[route.method](pathOf(route), async (request, response) => {
    const input = await readInput(route, httpAuth, request);
    answer(route, response, await handle(input));
  });
}

/** Serves an operation that changes something, and tells Backstage's auditor. */
export function implementChange<T extends RouteDefinition>(
  router: Router,
  route: T,
  options: { httpAuth: HttpAuthService; auditor: AuditorService; id: string },
  handle: RouteHandler<T>,
): void {
  router[route.method](pathOf(route), async (request, response) => {
    const event = await options.auditor.createEvent({
      eventId: options.id,
      request,
      severityLevel: 'medium',
      meta: { ...request.params },
    });
    try {
      const input = await readInput(route, options.httpAuth, request);
      answer(route, response, await handle(input));
      await event.success();
    } catch (error) {
      assertError(error);
      await event.fail({ error });
      throw error;
    }
  });
}

function answer(
  route: RouteDefinition,
  response: Response,
  value: unknown,
): void {
  response.status(route.status);
  if (route.produces === 'application/json') {
    response.json(value);
    return;
  }
  // The name is the path's, so that a download tells what it is.
  const name = route.path.split('/').at(-1);
  response.attachment(name).type(route.produces).send(value);
}

/** As Express writes it. */
function pathOf(route: RouteDefinition): string {
  return route.path.replace(/\{(\w+)\}/g, ':$1');
}

async function readInput<T extends RouteDefinition>(
  route: T,
  httpAuth: HttpAuthService,
  request: Request,
): Promise<RouteInput<T>> {
  const credentials = await httpAuth.credentials(request, { allow: ['user'] });
  return {
    params: parse('path', route.params, request.params),
    query: parse('query', route.query, request.query),
    body: route.body && parse('body', route.body, request.body),
    credentials,
  } as RouteInput<T>;
}

function parse(place: string, schema: z.ZodType, value: unknown): unknown {
  if (holdsNul(value)) {
    throw new InputError(
      `The request's ${place} is not valid: it holds the character NUL`,
    );
  }
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

/** PostgreSQL keeps no text with the character NUL, and nobody means it. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some(holdsNul);
  }
  return typeof value === 'string' && value.includes('\0');
}
