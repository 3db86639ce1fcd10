import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  levelOf,
  stopOf,
  Throttle,
  throttleAt,
} from '../../governance/ceilings/thresholds';
import { RateWindow } from '../limits/RateWindow';
import { Admission, AdmissionResult, CeilingReached } from './types';

export const MINUTE_MS = 60_000;

/** A ceiling in one of its windows, with what is spent and held there. */
export type Standing = Readonly<
  Omit<CeilingReached, 'committedPicoUsd' | 'heldPicoUsd'>
> & {
  readonly thresholds: readonly CeilingThreshold[];
  committedPicoUsd: bigint;
  heldPicoUsd: bigint;
  /** When the requests of the last minute arrived that a throttle counts. */
  readonly recentMs: number[];
};

/** What of an admission is decided upon. */
type Asked = Pick<Admission, 'holdPicoUsd' | 'rate'> & {
  subject: Pick<Admission['subject'], 'arrivedAtMs'>;
};

/**
 * Holds a request's worst case against every ceiling that applies to it and
 * counts it in its key's minute, or does neither. What it takes counts for the
 * request after it.
 */
export function reserve(
  { holdPicoUsd, subject, rate }: Asked,
  standings: readonly Standing[],
  minute?: RateWindow,
): AdmissionResult {
  for (const standing of standings) {
    const stop = stopOf(standing.thresholds);
    const after =
      standing.committedPicoUsd + standing.heldPicoUsd + holdPicoUsd;
    if (stop && after > levelOf(stop, standing.amountPicoUsd)) {
      return { admitted: false, threshold: stop, reached: reachedOf(standing) };
    }
  }
  for (const standing of standings) {
    const throttle = throttleOf(standing);
    const waitMs = throttle && waitOf(standing, throttle, subject.arrivedAtMs);
    if (throttle && waitMs !== undefined) {
      const reached = reachedOf(standing);
      return { admitted: false, threshold: throttle, reached, waitMs };
    }
  }
  const rateReached = rate && minute?.take(rate, subject.arrivedAtMs);
  if (rateReached) {
    return { admitted: false, rate: rateReached };
  }
  for (const standing of standings) {
    if (throttleOf(standing)) {
      standing.recentMs.push(subject.arrivedAtMs);
    }
    standing.heldPicoUsd += holdPicoUsd;
  }
  return { admitted: true };
}

/** The throttle that is in force, before the next request is held. */
export function throttleOf(standing: Standing): Throttle | undefined {
  return throttleAt(
    standing.thresholds,
    standing.amountPicoUsd,
    standing.committedPicoUsd + standing.heldPicoUsd,
  );
}

/** As it stands now, before what comes after it is held. */
function reachedOf({
  thresholds: _thresholds,
  recentMs: _recentMs,
  ...reached
}: Standing): CeilingReached {
  return reached;
}

/** How long until another request fits into a minute; `undefined` where it does now. */
function waitOf(
  { recentMs }: Standing,
  { requestsPerMinute }: Throttle,
  nowMs: number,
): number | undefined {
  const counted = recentMs
    .filter(atMs => atMs > nowMs - MINUTE_MS)
    .sort((a, b) => a - b);
  const inTheWay = counted[counted.length - requestsPerMinute];
  return inTheWay === undefined ? undefined : inTheWay + MINUTE_MS - nowMs;
}
