/** A fact of a record: where it stands, and what it says. */
export interface Fact {
  /** For example `scope kind`. */
  name: string;
  value: unknown;
}

const MAX_DEPTH = 4;

/** What a recorded value says, fact by fact. */
export function factsOf(value: unknown): Fact[] {
  return walk(value, []);
}

function walk(value: unknown, path: string[]): Fact[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (isBranch(value) && path.length < MAX_DEPTH) {
    return Object.entries(value).flatMap(([key, item]) =>
      walk(item, [...path, inWords(key)]),
    );
  }
  return [{ name: path.join(' › '), value }];
}

/** An object, or a list of objects; a list of words is one fact. */
function isBranch(value: unknown): value is object {
  return Array.isArray(value)
    ? value.some(item => typeof item === 'object')
    : typeof value === 'object';
}

/** `amountUsd` as "amount usd", an index as a number from one. */
function inWords(key: string): string {
  return /^\d+$/.test(key)
    ? String(Number(key) + 1)
    : key
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/[_-]/g, ' ')
        .toLocaleLowerCase('en-US');
}
