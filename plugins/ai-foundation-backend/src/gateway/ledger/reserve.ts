import { Admission, AdmissionResult, CeilingReached } from './types';

/** A ceiling in one of its windows, with what is spent and held there. */
export type Standing = Readonly<Omit<CeilingReached, 'heldPicoUsd'>> & {
  heldPicoUsd: bigint;
};

/**
 * Holds a request's worst case against every ceiling that applies to it, or
 * against none. What it holds counts for the request after it.
 */
export function reserve(
  { holdPicoUsd }: Pick<Admission, 'holdPicoUsd'>,
  standings: readonly Standing[],
): AdmissionResult {
  const reached = standings.find(
    ({ amountPicoUsd, committedPicoUsd, heldPicoUsd }) =>
      committedPicoUsd + heldPicoUsd + holdPicoUsd > amountPicoUsd,
  );
  if (reached) {
    return { admitted: false, reached: { ...reached } };
  }
  for (const standing of standings) {
    standing.heldPicoUsd += holdPicoUsd;
  }
  return { admitted: true };
}
