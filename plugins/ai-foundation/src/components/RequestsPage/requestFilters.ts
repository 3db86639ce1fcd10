import {
  RequestOutcome,
  requestOutcomeSchema,
  RequestQuery,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Filters } from '../../hooks/useFilters';

const HOUR_MS = 60 * 60 * 1000;

/** Time ranges to choose from, in hours. */
export const RANGES = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const;

/** A time range, or any time. */
export type Range = keyof typeof RANGES | 'all';

/** What the filters in the address ask for; unknown values ask for nothing. */
export function queryOf(filters: Filters, now: Date): RequestQuery {
  const range = rangeOf(filters);
  return {
    from:
      range === 'all'
        ? undefined
        : new Date(now.getTime() - RANGES[range] * HOUR_MS).toISOString(),
    team: filters.get('team'),
    application: filters.get('application'),
    key: filters.get('key'),
    model: filters.get('model'),
    status: outcomeOf(filters),
    cursor: filters.get('cursor'),
    limit: 50,
  };
}

export function rangeOf(filters: Filters): Range {
  const range = filters.get('range');
  return range !== undefined && range in RANGES ? (range as Range) : 'all';
}

export function outcomeOf(filters: Filters): RequestOutcome | undefined {
  return requestOutcomeSchema.safeParse(filters.get('outcome')).data;
}
