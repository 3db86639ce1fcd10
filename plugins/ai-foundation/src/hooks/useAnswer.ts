import {
  CallOptions,
  ResponseOf,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';
import { aiFoundationApiRef } from '../api/aiFoundationApiRef';

/** What is known of the answer to a question. */
export interface Answer<T> {
  /** The newest value; it stays while a newer one is asked for. */
  value?: T;
  /** When `value` was answered. */
  answeredAt?: Date;
  /** Why the last attempt failed. */
  error?: Error;
  isPending: boolean;
  /** Whether `value` belongs to an earlier question. */
  isStale: boolean;
  reload: () => void;
}

type State<T> = {
  key?: string;
  value?: T;
  answeredAt?: Date;
  error?: Error;
  isPending: boolean;
};

/**
 * Asks the control plane, and asks again when the question changes, on
 * `reload`, and every `refreshSeconds` while the page is visible.
 *
 * With `route` undefined nothing is asked yet.
 */
export function useAnswer<T extends RouteDefinition>(
  route: T | undefined,
  options: Omit<CallOptions<T>, 'signal'> = {},
  behaviour: { keepPrevious?: boolean; refreshSeconds?: number } = {},
): Answer<ResponseOf<T>> {
  const api = useApi(aiFoundationApiRef);
  const [state, setState] = useState<State<ResponseOf<T>>>({ isPending: true });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([route?.method, route?.path, options]);
  const latestOptions = useRef(options);
  latestOptions.current = options;
  const { keepPrevious = false, refreshSeconds } = behaviour;

  useEffect(() => {
    if (!route) {
      setState({ isPending: false });
      return undefined;
    }
    const controller = new AbortController();
    setState(previous => ({
      ...(previous.key === key || keepPrevious ? previous : {}),
      isPending: true,
      error: undefined,
    }));
    api
      .call(route, { ...latestOptions.current, signal: controller.signal })
      .then(value => {
        if (!controller.signal.aborted) {
          setState({ key, value, answeredAt: new Date(), isPending: false });
        }
      })
      .catch(error => {
        if (!controller.signal.aborted) {
          setState(previous => ({
            ...previous,
            error: toError(error),
            isPending: false,
          }));
        }
      });
    return () => controller.abort();
  }, [api, route, key, attempt, keepPrevious]);

  const reload = useCallback(() => setAttempt(n => n + 1), []);
  useWhileVisible(reload, refreshSeconds);

  return {
    value: state.value,
    answeredAt: state.answeredAt,
    error: state.error,
    isPending: state.isPending,
    isStale: state.value !== undefined && state.key !== key,
    reload,
  };
}

function useWhileVisible(act: () => void, everySeconds: number | undefined) {
  useEffect(() => {
    if (everySeconds === undefined) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        act();
      }
    }, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [act, everySeconds]);
}
