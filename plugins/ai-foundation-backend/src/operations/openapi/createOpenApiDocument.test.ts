import SwaggerParser from '@apidevtools/swagger-parser';
import {
  api,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { createOpenApiDocument } from './createOpenApiDocument';

interface Operation {
  operationId: string;
  parameters: Array<{
    name: string;
    in: string;
    required: boolean;
    description?: string;
    schema: Record<string, unknown>;
  }>;
  requestBody?: unknown;
  responses: Record<string, unknown>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}

function createDocument(): Document {
  const document = createOpenApiDocument(api, {
    version: '0.1.0',
    serverUrl: 'http://localhost:7007/api/ai-foundation',
  });
  return JSON.parse(JSON.stringify(document));
}

describe('createOpenApiDocument', () => {
  const document = createDocument();
  const { paths, components } = document;

  it('is a valid document of OpenAPI 3.1 whose references all resolve', async () => {
    await expect(
      SwaggerParser.validate(
        createDocument() as unknown as Parameters<
          typeof SwaggerParser.validate
        >[0],
      ),
    ).resolves.toMatchObject({ openapi: '3.1.0' });
  });

  it('names each operation as the contract does', () => {
    const operationIds = Object.values(paths)
      .flatMap(path => Object.values(path))
      .map(({ operationId }) => operationId);
    expect(operationIds.sort()).toEqual(Object.keys(api).sort());
  });

  it('refers to every schema that it holds', () => {
    const text = JSON.stringify(document);
    for (const name of Object.keys(components.schemas)) {
      expect(text).toContain(`"#/components/schemas/${name}"`);
    }
  });

  it('names shared schemas once and refers to them', () => {
    expect(paths['/keys'].post).toMatchObject({
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/KeyRequest' },
          },
        },
      },
      responses: {
        201: {
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/IssueKeyResponse' },
            },
          },
        },
        '4XX': { $ref: '#/components/responses/Error' },
      },
    });
    expect(components.schemas.IssueKeyResponse).toMatchObject({
      properties: { key: { $ref: '#/components/schemas/Key' } },
    });
  });

  it('describes parameters, what they default to, and which must be given', () => {
    expect(paths['/requests/{id}'].get.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ]);
    const limit = paths['/requests'].get.parameters.find(
      ({ name }) => name === 'limit',
    );
    expect(limit).toEqual({
      name: 'limit',
      in: 'query',
      required: false,
      description: 'Requests on a page',
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    });
  });

  it('lets a body leave out what has a default', () => {
    expect(components.schemas.KeyRequest.required).not.toContain(
      'expiresInDays',
    );
  });

  it('gives a body only to operations that take one', () => {
    const contract: Record<string, RouteDefinition> = api;
    for (const path of Object.values(paths)) {
      for (const { operationId, requestBody } of Object.values(path)) {
        expect(requestBody !== undefined).toBe(
          contract[operationId].body !== undefined,
        );
      }
    }
  });
});
