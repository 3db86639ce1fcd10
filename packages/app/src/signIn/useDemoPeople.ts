import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { useEffect, useState } from 'react';

/** A person to sign in as, as `GET /api/auth/demo/people` lists them. */
export type DemoPerson = {
  userRef: string;
  name: string;
  jobTitle?: string;
  groups: Array<{ ref: string; title: string; type: string }>;
};

const retryAfterMs = 1_500;

/**
 * The people to sign in as; asks again while there are none, because the
 * catalog of a portal that has just started is still empty.
 */
export function useDemoPeople(): { people?: DemoPerson[]; error?: Error } {
  const discoveryApi = useApi(discoveryApiRef);
  const [state, setState] = useState<{
    people?: DemoPerson[];
    error?: Error;
  }>({});

  useEffect(() => {
    const abort = new AbortController();
    let timer: number | undefined;

    const load = async () => {
      try {
        const baseUrl = await discoveryApi.getBaseUrl('auth');
        const people = await fetchPeople(baseUrl, abort.signal);
        if (people.length > 0) {
          setState({ people });
          return;
        }
      } catch (error) {
        if (abort.signal.aborted) {
          return;
        }
        setState({ error: error as Error });
      }
      timer = window.setTimeout(load, retryAfterMs);
    };
    load();

    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [discoveryApi]);

  return state;
}

/** With plain `fetch`: nobody is signed in yet. */
async function fetchPeople(
  baseUrl: string,
  signal: AbortSignal,
): Promise<DemoPerson[]> {
  const response = await fetch(`${baseUrl}/demo/people`, { signal });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const { items } = (await response.json()) as { items: DemoPerson[] };
  return items;
}
