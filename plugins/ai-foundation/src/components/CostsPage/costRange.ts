/** Time ranges of the costs page. */
export const COST_RANGES = ['7d', '30d', '90d', 'month'] as const;

export type CostRange = (typeof COST_RANGES)[number];

const DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const;

/** The range that an address names; 30 days where it names none. */
export function costRangeOf(value: string | undefined): CostRange {
  return COST_RANGES.find(range => range === value) ?? '30d';
}

/** First and last day of a range that ends today, where the viewer is. */
export function daysOf(
  range: CostRange,
  now: Date,
): { from: string; to: string } {
  const first =
    range === 'month'
      ? new Date(now.getFullYear(), now.getMonth(), 1)
      : new Date(
          now.getFullYear(),
          now.getMonth(),
          now.getDate() - DAYS[range] + 1,
        );
  return { from: isoDay(first), to: isoDay(now) };
}

function isoDay(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(
    date.getDate(),
  )}`;
}
