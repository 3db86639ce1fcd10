import { JsonObject, objectOf } from './json';

/** What a stream has said so far: each field by its last value that is one. */
export function mergeUsage(before: JsonObject, newer: unknown): JsonObject {
  return {
    ...before,
    ...Object.fromEntries(
      Object.entries(objectOf(newer)).filter(
        ([, value]) => value !== null && value !== undefined,
      ),
    ),
  };
}
