import { CostReport } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What was spent on a day, in all and by whom. */
export interface SpendDay {
  day: string;
  total: bigint;
  bySeries: Record<string, bigint>;
}

/** Spend by day, with who stands out. */
export interface SpendByDay {
  days: SpendDay[];
  /** Those with the most first; the last one may be `OTHERS`. */
  series: string[];
}

/** Everyone who is not drawn on their own. */
export const OTHERS = '';

/** Rows of a day: by whom, and how much. */
type SpendRow = { day: string; series: string; picoUsd: bigint };

const MOST_SERIES = 6;

/** A day for each of the report's, also where nothing was spent. */
export function spendByDay(
  report: CostReport,
  seriesOf: (row: CostReport['rows'][number]) => string | undefined,
): SpendByDay {
  const rows = report.rows.flatMap<SpendRow>(row =>
    row.day === undefined
      ? []
      : [
          {
            day: row.day,
            series: seriesOf(row) ?? OTHERS,
            picoUsd: BigInt(row.costPicoUsd),
          },
        ],
  );
  const series = largestSeries(rows);
  const days = new Map(
    daysBetween(report.from, report.to).map(day => [
      day,
      { day, total: 0n, bySeries: {} } as SpendDay,
    ]),
  );
  for (const row of rows) {
    const day = days.get(row.day);
    if (day) {
      const name = series.includes(row.series) ? row.series : OTHERS;
      day.total += row.picoUsd;
      day.bySeries[name] = (day.bySeries[name] ?? 0n) + row.picoUsd;
    }
  }
  return { days: [...days.values()], series };
}

function largestSeries(rows: SpendRow[]): string[] {
  const totals = new Map<string, bigint>();
  for (const { series, picoUsd } of rows) {
    totals.set(series, (totals.get(series) ?? 0n) + picoUsd);
  }
  const names = [...totals]
    .sort(([, a], [, b]) => (b > a ? 1 : -1))
    .map(([name]) => name);
  return names.length <= MOST_SERIES
    ? names
    : [...names.slice(0, MOST_SERIES - 1).filter(Boolean), OTHERS];
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  const last = Date.parse(to);
  const DAY_MS = 24 * 60 * 60 * 1000;
  for (let day = Date.parse(from); day <= last; day += DAY_MS) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}
