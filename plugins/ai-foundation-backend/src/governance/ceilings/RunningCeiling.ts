import { CatalogSnapshot } from '../../kernel/CatalogView';
import { WindowBounds } from '../../kernel/windows';
import { peopleOf } from './recipients';
import { CeilingRaise, CeilingUse, CostCeiling } from './types';

/** A ceiling with what has run under it in the window of now. */
export interface RunningCeiling extends CostCeiling {
  raise: CeilingRaise | undefined;
  /** The amount, with a raise that runs. */
  inForcePicoUsd: bigint;
  bounds: WindowBounds;
  current: CeilingUse;
  previousPicoUsd: bigint;
  warnings: CeilingWarning[];
}

export type CeilingWarning =
  | 'owner-left'
  | 'recipient-unresolvable'
  | 'far-above-spend';

/** A ceiling this many times above the window before limits nothing. */
const FAR_ABOVE = 20n;
/** A pace over less than this part of a window says little about the whole. */
const EARLIEST_PART_OF_WINDOW = 24;

export function warningsOf(
  ceiling: CostCeiling,
  previousPicoUsd: bigint,
  snapshot: CatalogSnapshot,
): CeilingWarning[] {
  const warnings: CeilingWarning[] = [];
  if (!snapshot.people.has(ceiling.setBy)) {
    warnings.push('owner-left');
  }
  const isMute = ceiling.thresholds.some(({ recipients }) =>
    recipients.some(ref => peopleOf(ref, snapshot).length === 0),
  );
  if (isMute) {
    warnings.push('recipient-unresolvable');
  }
  if (
    previousPicoUsd > 0n &&
    ceiling.amountPicoUsd > FAR_ABOVE * previousPicoUsd
  ) {
    warnings.push('far-above-spend');
  }
  return warnings;
}

/**
 * What the window will have cost by its end if it goes on at its pace so far: a
 * straight line. Early in a window nothing can be told.
 */
export function forecastOf(
  { bounds, current }: Pick<RunningCeiling, 'bounds' | 'current'>,
  nowMs: number,
): bigint | undefined {
  const wholeMs = bounds.endMs - bounds.startMs;
  const passedMs = nowMs - bounds.startMs;
  return passedMs * EARLIEST_PART_OF_WINDOW < wholeMs
    ? undefined
    : (current.committedPicoUsd * BigInt(wholeMs)) / BigInt(passedMs);
}
