import {
  ContentType,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { z } from 'zod';
import {
  componentRef,
  ContractSchemas,
  contractSchemas,
  JsonSchema,
} from './contractSchemas';
import { errorSchema } from './errorSchema';

const DESCRIPTION = `The control plane of AI Foundation.

Money is text: a whole number of pico-dollars (10^-12 USD), exact at any size. An instant is ISO 8601 in UTC, a ref is a
full Backstage entity ref. A list holds only what the caller may see; a single thing that they may not see is not found.`;

/**
 * The OpenAPI 3.1 document of a contract. Everything in it derives from the
 * contract that the routes are made of, so it cannot tell another story.
 */
export function createOpenApiDocument(
  contract: Record<string, RouteDefinition>,
  options: { version: string; serverUrl: string },
): Record<string, unknown> {
  const schemas = contractSchemas(contract);
  const paths = pathsOf(contract, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'AI Foundation',
      version: options.version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: options.serverUrl }],
    security: [{ backstageToken: [] }],
    paths,
    components: {
      schemas: { ...componentsOf(paths, schemas), Error: errorSchema },
      responses: {
        Error: content('What went wrong', 'Error'),
      },
      securitySchemes: {
        backstageToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The Backstage token of a signed-in person',
        },
      },
    },
  };
}

function pathsOf(
  contract: Record<string, RouteDefinition>,
  schemas: ContractSchemas,
): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, route] of Object.entries(contract)) {
    paths[route.path] ??= {};
    paths[route.path][route.method] = operationOf(operationId, route, schemas);
  }
  return paths;
}

function operationOf(
  operationId: string,
  route: RouteDefinition,
  schemas: ContractSchemas,
): Record<string, unknown> {
  return {
    operationId,
    summary: route.summary,
    parameters: [
      ...parametersOf('path', route.params, schemas),
      ...parametersOf('query', route.query, schemas),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        ...content(undefined, schemas.nameOf(route.body)),
      },
    }),
    responses: {
      [route.status]: content(
        'Success',
        schemas.nameOf(route.response),
        route.produces,
      ),
      '4XX': { $ref: '#/components/responses/Error' },
      '5XX': { $ref: '#/components/responses/Error' },
    },
  };
}

function parametersOf(
  place: 'path' | 'query',
  schema: z.ZodType,
  schemas: ContractSchemas,
): unknown[] {
  const { properties = {}, required = [] } = schemas.byName.get(
    schemas.nameOf(schema),
  )!;
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as JsonSchema;
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description && { description }),
      schema: rest,
    };
  });
}

/** The schemas that the paths refer to, and those that these refer to. */
function componentsOf(
  paths: unknown,
  schemas: ContractSchemas,
): Record<string, JsonSchema> {
  const used = new Set(referredIn(paths));
  // A set may grow while it is walked.
  for (const name of used) {
    referredIn(schemas.byName.get(name)).forEach(other => used.add(other));
  }
  return Object.fromEntries(
    [...schemas.byName].filter(([name]) => used.has(name)),
  );
}

function referredIn(value: unknown): string[] {
  const refs = JSON.stringify(value).matchAll(
    /"#\/components\/schemas\/(\w+)"/g,
  );
  return [...refs].map(([, name]) => name);
}

function content(
  description: string | undefined,
  schemaName: string,
  type: ContentType = 'application/json',
): Record<string, unknown> {
  return {
    ...(description && { description }),
    content: {
      [type]: { schema: { $ref: componentRef(schemaName) } },
    },
  };
}
