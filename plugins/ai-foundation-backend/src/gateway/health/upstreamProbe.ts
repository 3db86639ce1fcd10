import { UpstreamState } from '../upstream/UpstreamLink';
import { ControlProbe, Finding } from './ControlProbe';

/**
 * How requests meet a provider. Never vital, not even where every provider is
 * down: only a request can find out that one is back.
 *
 * @param state - `undefined` where it was not asked since the start.
 */
export function upstreamProbe(
  provider: string,
  state: UpstreamState | undefined,
): ControlProbe {
  return {
    id: `upstream:${provider}`,
    title: `Provider ${provider}`,
    failMode: 'closed',
    effect:
      'Requests for its models go to their fallbacks, or are refused with 503 provider_unavailable.',
    vital: false,
    look: () => upstreamFinding(state),
  };
}

function upstreamFinding(state: UpstreamState | undefined): Finding {
  if (!state) {
    return {
      state: 'working',
      reason: 'No request went there since the start.',
      measures: [],
    };
  }
  const { circuit, lastFailure, retryAtMs } = state;
  if (circuit === 'closed') {
    return {
      state: 'working',
      reason: 'Its circuit is closed: requests go there.',
      measures: [],
    };
  }
  const why = lastFailure ? ` Its last failure: ${lastFailure.reason}.` : '';
  if (circuit === 'half-open') {
    return {
      state: 'degraded',
      reason: `Its circuit is half open: one request tries whether it is back.${why}`,
      measures: [],
    };
  }
  return {
    state: 'failed',
    reason: `Its circuit is open: it counts as down and is left alone.${why}`,
    measures: [
      {
        name: 'until it is tried again',
        value: Math.max(0, (retryAtMs ?? 0) - Date.now()),
        unit: 'ms',
      },
    ],
  };
}
