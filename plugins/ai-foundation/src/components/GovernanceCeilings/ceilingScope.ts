import {
  CeilingScope,
  CostReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What a ceiling is for as a string, to compare by. */
export function scopeId(scope: CeilingScope): string {
  return scope.kind === 'organisation'
    ? scope.kind
    : `${scope.kind}:${scope.ref}`;
}

/** What the costs of a time say that a scope has spent. */
export function spentIn(
  report: CostReport | undefined,
  scope: CeilingScope | undefined,
): string | undefined {
  if (!report || !scope) {
    return undefined;
  }
  if (scope.kind === 'organisation') {
    return report.total.costPicoUsd;
  }
  const row = report.rows.find(({ teamRef, modelRef }) =>
    [teamRef, modelRef].includes(scope.ref),
  );
  return row?.costPicoUsd ?? '0';
}
