import { CatalogSnapshot } from '../../kernel/CatalogView';
import { groupsFrom, VisibleTeams } from '../../kernel/TeamAccess';

/**
 * Of the teams that a caller may see, those that they asked for. To ask for a
 * group means every team below it too.
 */
export function narrowTeams(
  visible: VisibleTeams,
  wanted: string[] | undefined,
  snapshot: CatalogSnapshot,
): VisibleTeams {
  if (!wanted) {
    return visible;
  }
  const groups = groupsFrom(wanted, snapshot);
  return visible === 'all'
    ? groups
    : new Set([...groups].filter(ref => visible.has(ref)));
}
