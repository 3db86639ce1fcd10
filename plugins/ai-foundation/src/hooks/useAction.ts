import {
  CallOptions,
  ResponseOf,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { aiFoundationApiRef } from '../api/aiFoundationApiRef';

/** Something that a person does, and how it went. */
export interface Action<T extends RouteDefinition> {
  /** Answers undefined where it failed; `error` then says why. */
  run: (options: CallOptions<T>) => Promise<ResponseOf<T> | undefined>;
  error?: Error;
  isPending: boolean;
}

/** Runs an operation of the control plane that changes something. */
export function useAction<T extends RouteDefinition>(route: T): Action<T> {
  const api = useApi(aiFoundationApiRef);
  const [state, setState] = useState<{ error?: Error; isPending: boolean }>({
    isPending: false,
  });

  const run = useCallback(
    async (options: CallOptions<T>) => {
      setState({ isPending: true });
      try {
        const result = await api.call(route, options);
        setState({ isPending: false });
        return result;
      } catch (error) {
        setState({ isPending: false, error: toError(error) });
        return undefined;
      }
    },
    [api, route],
  );

  return { run, ...state };
}
