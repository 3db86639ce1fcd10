import { GatewayControlHealth } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What a control is found to be. */
export type Finding = Pick<
  GatewayControlHealth,
  'state' | 'reason' | 'measures'
>;

/** Tells how a control is, from what is in memory: it is asked often and waits for nothing. */
export interface ControlProbe
  extends Pick<GatewayControlHealth, 'id' | 'title' | 'failMode' | 'effect'> {
  /** Whether no request at all can be served where it fails. */
  vital: boolean;
  look(): Finding;
}

/**
 * A measure against its limit.
 *
 * @param degradedAbove - what is worth a look already; half of the limit unless told.
 */
export function finding(
  measure: {
    name: string;
    value: number;
    unit: 'ms' | 'requests';
    limit: number;
  },
  reason: string,
  degradedAbove = measure.limit / 2,
): Finding {
  const { value, limit } = measure;
  if (value <= degradedAbove) {
    return { state: 'working', measures: [measure] };
  }
  return {
    state: value > limit ? 'failed' : 'degraded',
    reason,
    measures: [measure],
  };
}
