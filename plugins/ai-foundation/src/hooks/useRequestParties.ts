import { useCosts } from './useCosts';

/** Which teams and applications have sent requests lately, to filter by? */
export function useRequestParties() {
  const costs = useCosts({ groupBy: ['team', 'application'] });
  const rows = costs.value?.rows ?? [];
  return {
    teams: distinct(rows.map(row => row.teamRef)),
    applications: distinct(rows.map(row => row.applicationRef)),
  };
}

function distinct(refs: Array<string | undefined>): string[] {
  return [...new Set(refs)].filter((ref): ref is string => Boolean(ref)).sort();
}
