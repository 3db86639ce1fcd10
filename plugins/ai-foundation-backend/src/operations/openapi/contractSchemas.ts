import * as common from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { RouteDefinition } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { z } from 'zod';

/** JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Every schema of a contract as JSON Schema, under a name each. */
export interface ContractSchemas {
  byName: ReadonlyMap<string, JsonSchema>;
  /** The name of one of the contract's schemas. */
  nameOf(schema: z.ZodType): string;
}

/**
 * Names the schemas of a contract and writes them as JSON Schema. What the
 * common package exports keeps its export's name (`keySchema` is `Key`); what
 * belongs to one operation alone is named after it (`IssueKeyResponse`).
 */
export function contractSchemas(
  contract: Record<string, RouteDefinition>,
): ContractSchemas {
  const registry = z.registry<{ id: string }>();
  const name = (schema: z.ZodType, id: string) => {
    if (!registry.has(schema)) {
      registry.add(schema, { id: capitalize(id) });
    }
  };

  for (const [exportName, value] of Object.entries(common)) {
    if (exportName.endsWith('Schema') && value instanceof z.ZodType) {
      name(value, exportName.replace(/Schema$/, ''));
    }
  }
  for (const [operationId, route] of Object.entries(contract)) {
    name(route.params, `${operationId}Parameters`);
    name(route.query, `${operationId}Query`);
    name(route.response, `${operationId}Response`);
    if (route.body) {
      name(route.body, `${operationId}Body`);
    }
  }

  const { schemas } = z.toJSONSchema(registry, {
    // As a caller may write it: what has a default may be left out.
    io: 'input',
    uri: componentRef,
    override: ({ jsonSchema }) => simplify(jsonSchema),
  });
  return {
    byName: new Map(
      Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => [
        id,
        schema,
      ]),
    ),
    nameOf: schema => registry.get(schema)!.id,
  };
}

/** Where a named schema stands in an OpenAPI document. */
export function componentRef(name: string): string {
  return `#/components/schemas/${name}`;
}

/** Leaves out what the type and the format say already. */
function simplify(schema: JsonSchema): void {
  if (schema.format === 'date') {
    delete schema.pattern;
  } else if (schema.format === 'date-time') {
    // Of the pattern, only UTC is more than the format says.
    schema.pattern = 'Z$';
  }
  if (schema.minimum === Number.MIN_SAFE_INTEGER) {
    delete schema.minimum;
  }
  if (schema.maximum === Number.MAX_SAFE_INTEGER) {
    delete schema.maximum;
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
