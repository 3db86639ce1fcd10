import { CostFigures } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** The figures of a cost report, exact. */
export type Figures = { [name in keyof CostFigures]: bigint };

export const NO_FIGURES: Readonly<Figures> = Object.freeze({
  requests: 0n,
  failedRequests: 0n,
  inputTokens: 0n,
  cachedInputTokens: 0n,
  outputTokens: 0n,
  costPicoUsd: 0n,
  estimatedCostPicoUsd: 0n,
});

export function addFigures(all: readonly Figures[]): Figures {
  return all.reduce<Figures>(
    (sum, figures) => ({
      requests: sum.requests + figures.requests,
      failedRequests: sum.failedRequests + figures.failedRequests,
      inputTokens: sum.inputTokens + figures.inputTokens,
      cachedInputTokens: sum.cachedInputTokens + figures.cachedInputTokens,
      outputTokens: sum.outputTokens + figures.outputTokens,
      costPicoUsd: sum.costPicoUsd + figures.costPicoUsd,
      estimatedCostPicoUsd:
        sum.estimatedCostPicoUsd + figures.estimatedCostPicoUsd,
    }),
    NO_FIGURES,
  );
}

/** As the API tells them: counts as numbers, money as text. */
export function toCostFigures(figures: Figures): CostFigures {
  return {
    requests: Number(figures.requests),
    failedRequests: Number(figures.failedRequests),
    inputTokens: Number(figures.inputTokens),
    cachedInputTokens: Number(figures.cachedInputTokens),
    outputTokens: Number(figures.outputTokens),
    costPicoUsd: figures.costPicoUsd.toString(),
    estimatedCostPicoUsd: figures.estimatedCostPicoUsd.toString(),
  };
}
