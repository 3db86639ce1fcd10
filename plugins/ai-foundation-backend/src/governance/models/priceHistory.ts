import { PriceVersion, priceVersionsOf } from './governedFields';
import { ModelDecision } from './types';

/** A time in which one price of a model applies. */
export interface PricePeriod {
  version: PriceVersion;
  fromMs: number;
  /** Not part of it any more; undefined while nothing ends it. */
  untilMs: number | undefined;
  /** The approval that it began by. */
  decision: ModelDecision;
}

/**
 * When which price of a model applied, the oldest first; the periods never
 * overlap. An approval sets prices from its own instant on and until the next
 * decision: what `effectiveFrom` claims of the time before changes nothing, so
 * that a later decision never rewrites what requests were charged by.
 *
 * @param decisions - about one model, the oldest first.
 */
export function priceHistory(
  decisions: readonly ModelDecision[],
): PricePeriod[] {
  const periods = decisions.flatMap((decision, index) =>
    decision.decision === 'approved'
      ? periodsOf(decision, decisions[index + 1]?.decidedAtMs)
      : [],
  );
  return periods.reduce(joinPeriods, []);
}

/** What an approval says of the time from it until the next decision. */
function periodsOf(
  decision: ModelDecision,
  endMs: number = Infinity,
): PricePeriod[] {
  const versions = priceVersionsOf(
    decision.modelRef,
    decision.governed.prices,
  ).reverse();
  return versions.flatMap((version, index) => {
    const nextMs = versions[index + 1]?.effectiveFromMs ?? Infinity;
    const fromMs = Math.max(version.effectiveFromMs, decision.decidedAtMs);
    const untilMs = Math.min(nextMs, endMs);
    return fromMs < untilMs
      ? [
          {
            version,
            fromMs,
            untilMs: untilMs === Infinity ? undefined : untilMs,
            decision,
          },
        ]
      : [];
  });
}

/** The same price approved again goes on; nothing has changed for who pays it. */
function joinPeriods(
  joined: PricePeriod[],
  period: PricePeriod,
): PricePeriod[] {
  const last = joined.at(-1);
  if (
    last?.version.id === period.version.id &&
    last.untilMs === period.fromMs
  ) {
    return [...joined.slice(0, -1), { ...last, untilMs: period.untilMs }];
  }
  return [...joined, period];
}
