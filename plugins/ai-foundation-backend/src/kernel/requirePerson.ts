import { NotAllowedError } from '@backstage/errors';
import { CatalogSnapshot } from './CatalogView';

/**
 * What binds an organisation is done by a person that it knows.
 *
 * @throws NotAllowedError for guests, services and people who have left.
 */
export function requirePerson(
  userRef: string,
  snapshot: CatalogSnapshot,
): void {
  if (!snapshot.people.has(userRef)) {
    throw new NotAllowedError(
      `Only a person of the catalog can do this, and '${userRef}' is none`,
    );
  }
}
