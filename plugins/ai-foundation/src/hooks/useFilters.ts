import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What a page is filtered by, kept in its address. */
export interface Filters {
  get: (name: string) => string | undefined;
  /** Sets some and leaves the others; undefined takes one away. */
  set: (values: Record<string, string | undefined>) => void;
  clear: () => void;
  isEmpty: boolean;
}

/** Filters in the address, so that a view can be shared and gone back to. */
export function useFilters(): Filters {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (values: Record<string, string | undefined>) =>
      setSearch(previous => {
        const next = new URLSearchParams(previous);
        for (const [name, value] of Object.entries(values)) {
          if (value === undefined || value === '') {
            next.delete(name);
          } else {
            next.set(name, value);
          }
        }
        return next;
      }),
    [setSearch],
  );
  return {
    get: name => search.get(name) ?? undefined,
    set,
    clear: useCallback(() => setSearch({}), [setSearch]),
    isEmpty: search.size === 0,
  };
}
