type Schema = Record<string, unknown>;

const SCALARS = new Map<unknown, unknown>([
  ['string', 'example'],
  ['integer', 1],
  ['number', 1.5],
  ['boolean', true],
  ['null', null],
]);

/** A value that a JSON schema allows, for the plain keywords that tools use. */
export function sampleOfSchema(schema: unknown): unknown {
  const { const: constant, enum: options, type, ...rest } = asSchema(schema);
  if (constant !== undefined) {
    return constant;
  }
  if (Array.isArray(options)) {
    return options[0];
  }
  const kind = Array.isArray(type) ? type[0] : type;
  if (kind === 'array') {
    return [sampleOfSchema(rest.items)];
  }
  if (SCALARS.has(kind)) {
    return SCALARS.get(kind);
  }
  return Object.fromEntries(
    Object.entries(asSchema(rest.properties)).map(([name, property]) => [
      name,
      sampleOfSchema(property),
    ]),
  );
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? (value as Schema) : {};
}
