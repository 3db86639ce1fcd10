import {
  RequestOutcome,
  requestOutcomeSchema,
  RequestQuery,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Filters } from '../../hooks/useFilters';

const HOUR_MS = 60 * 60 * 1000;
const PICO_USD_PER_CENT = 10n ** 10n;

/** Time ranges to choose from, in hours. */
export const RANGES = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const;

/** A time range, or any time. */
export type Range = keyof typeof RANGES | 'all';

/** Durations to choose from, in seconds. */
export const DURATIONS = ['1', '10', '60'];

/** Costs to choose from, in cents. */
export const COSTS = ['1', '10', '100'];

/** Filters, by their names in the address, that are needed less often. */
export const MORE_FILTERS = [
  'tier',
  'duration',
  'cost',
  'usage',
  'provider',
  'error',
];

/** Outcomes that mean that a model was asked and did not answer whole. */
const FAILURES: RequestOutcome[] = [
  'upstream_error',
  'truncated',
  'timeout',
  'unsettled',
];

/** Sources of tokens that are not the provider's word on a whole answer. */
const UNCERTAIN: UsageSource[] = ['partial', 'estimated', 'unsettled'];

/** What the filters in the address ask for; unknown values ask for nothing. */
export function queryOf(filters: Filters, now: Date): RequestQuery {
  const range = rangeOf(filters);
  const duration = oneOf(DURATIONS, filters.get('duration'));
  const cost = oneOf(COSTS, filters.get('cost'));
  return {
    from:
      range === 'all'
        ? undefined
        : new Date(now.getTime() - RANGES[range] * HOUR_MS).toISOString(),
    team: filters.get('team'),
    application: filters.get('application'),
    key: filters.get('key'),
    model: filters.get('model'),
    status: outcomesOf(filters),
    tier: filters.get('tier'),
    provider: filters.get('provider'),
    error: filters.get('error'),
    usageSource: filters.get('usage') === 'uncertain' ? UNCERTAIN : undefined,
    minDurationMs: duration === undefined ? undefined : Number(duration) * 1000,
    minCostPicoUsd:
      cost === undefined
        ? undefined
        : (BigInt(cost) * PICO_USD_PER_CENT).toString(),
    cursor: filters.get('cursor'),
    limit: 50,
  };
}

export function rangeOf(filters: Filters): Range {
  const range = filters.get('range');
  return range !== undefined && range in RANGES ? (range as Range) : 'all';
}

/** The outcome in the address, or `failed` for every kind of failure. */
export function outcomeOf(
  filters: Filters,
): RequestOutcome | 'failed' | undefined {
  const outcome = filters.get('outcome');
  return outcome === 'failed'
    ? outcome
    : requestOutcomeSchema.safeParse(outcome).data;
}

function outcomesOf(filters: Filters): RequestQuery['status'] {
  const outcome = outcomeOf(filters);
  return outcome === 'failed' ? FAILURES : outcome;
}

function oneOf(
  values: readonly string[],
  value: string | undefined,
): string | undefined {
  return value !== undefined && values.includes(value) ? value : undefined;
}
