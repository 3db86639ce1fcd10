import { CostReport } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { OTHERS, spendByDay } from './spendByDay';

const FIGURES = {
  requests: 1,
  failedRequests: 0,
  inputTokens: 1,
  cachedInputTokens: 0,
  outputTokens: 1,
  estimatedCostPicoUsd: '0',
};

function report(rows: Array<[string, string, string]>): CostReport {
  return {
    from: '2026-11-01',
    to: '2026-11-03',
    timeZone: 'Europe/Oslo',
    currency: 'USD',
    total: { ...FIGURES, costPicoUsd: '0' },
    rows: rows.map(([day, teamRef, costPicoUsd]) => ({
      ...FIGURES,
      day,
      teamRef,
      costPicoUsd,
    })),
  };
}

describe('spendByDay', () => {
  it('has every day of the range, also those without spend', () => {
    const { days } = spendByDay(
      report([['2026-11-02', 'group:default/a', '5']]),
      row => row.teamRef,
    );
    expect(days.map(({ day, total }) => [day, total])).toEqual([
      ['2026-11-01', 0n],
      ['2026-11-02', 5n],
      ['2026-11-03', 0n],
    ]);
  });

  it('puts those with the least together, and loses no amount', () => {
    const rows = Array.from({ length: 9 }, (_, n): [string, string, string] => [
      '2026-11-01',
      `t${n}`,
      `${100 - n}`,
    ]);
    const { days, series } = spendByDay(report(rows), row => row.teamRef);
    expect(series).toEqual(['t0', 't1', 't2', 't3', 't4', OTHERS]);
    expect(days[0].bySeries[OTHERS]).toBe(95n + 94n + 93n + 92n);
    expect(days[0].total).toBe(864n);
  });
});
