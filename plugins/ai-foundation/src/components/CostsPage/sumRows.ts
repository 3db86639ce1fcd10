import {
  CostFigures,
  CostReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** Figures of one team or one model. */
export type CostRow = CostFigures & {
  id: string;
  /** Undefined where requests were refused before there was one. */
  entityRef?: string;
};

/** The report's rows summed by what `refOf` names. */
export function sumRows(
  rows: CostReport['rows'],
  refOf: (row: CostReport['rows'][number]) => string | undefined,
): CostRow[] {
  const sums = new Map<string, CostRow>();
  for (const row of rows) {
    const entityRef = refOf(row) || undefined;
    const id = entityRef ?? 'none';
    const known = sums.get(id);
    sums.set(
      id,
      known ? { ...known, ...add(known, row) } : { ...row, id, entityRef },
    );
  }
  return [...sums.values()];
}

function add(a: CostFigures, b: CostFigures): CostFigures {
  return {
    requests: a.requests + b.requests,
    failedRequests: a.failedRequests + b.failedRequests,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costPicoUsd: sum(a.costPicoUsd, b.costPicoUsd),
    estimatedCostPicoUsd: sum(a.estimatedCostPicoUsd, b.estimatedCostPicoUsd),
  };
}

function sum(a: string, b: string): string {
  return String(BigInt(a) + BigInt(b));
}
