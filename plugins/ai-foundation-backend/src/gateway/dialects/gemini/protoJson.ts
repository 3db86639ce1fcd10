import { invalid } from '../requestFields';
import { isObject, JsonObject } from '../json';

/*
 * The API takes each field by two names, `maxOutputTokens` and
 * `max_output_tokens`: whoever looked at one alone would miss the other.
 */

/**
 * An object whose fields go by their first kind of name.
 *
 * @throws GatewayError 400 where it has a field by both names.
 */
export function camelCased(object: JsonObject): JsonObject {
  const renamed: JsonObject = {};
  for (const [name, value] of Object.entries(object)) {
    const camel = name.replace(/_([a-z])/g, (_, letter) =>
      letter.toUpperCase(),
    );
    if (Object.hasOwn(renamed, camel)) {
      throw invalid(`\`${camel}\` is there by two names.`, camel);
    }
    renamed[camel] = value;
  }
  return renamed;
}

/** A list that the API also takes as its only member; its objects alone. */
export function objectsIn(value: unknown): JsonObject[] {
  return [value].flat().filter(isObject).map(camelCased);
}
