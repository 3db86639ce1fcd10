import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { groupsFrom } from '../../kernel/TeamAccess';

/**
 * Whether the policy lets a person use models: who belongs to one of its
 * groups, or to one below. A version of old that names none excludes nobody.
 */
export function isEligible(
  document: AupDocument,
  userRef: string,
  snapshot: CatalogSnapshot,
): boolean {
  return !document.eligible || eligiblePeople(document, snapshot).has(userRef);
}

/** Refs of the people in the groups that the policy names, and below them. */
export function eligiblePeople(
  { eligible }: AupDocument,
  snapshot: CatalogSnapshot,
): Set<string> {
  return new Set(
    [...groupsFrom(eligible?.groups ?? [], snapshot)].flatMap(
      ref => snapshot.groups.get(ref)?.memberRefs ?? [],
    ),
  );
}
