/** What a query parameter that may be repeated holds; absent stays absent. */
export function asList<T>(value: T | T[] | undefined): T[] | undefined {
  if (value === undefined) {
    return undefined;
  }
  return Array.isArray(value) ? value : [value];
}
