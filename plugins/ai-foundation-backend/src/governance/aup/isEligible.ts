import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { groupsFrom } from '../../kernel/TeamAccess';

/**
 * Whether the policy lets a person use models: who belongs to one of its
 * groups, or to one below. A version of old that names none excludes nobody.
 */
export function isEligible(
  { eligible }: AupDocument,
  userRef: string,
  snapshot: CatalogSnapshot,
): boolean {
  return (
    !eligible ||
    [...groupsFrom(eligible.groups, snapshot)].some(ref =>
      snapshot.groups.get(ref)?.memberRefs.includes(userRef),
    )
  );
}
