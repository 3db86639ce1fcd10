import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fullRef } from '../../kernel/fullRef';
import { groupsFrom } from '../../kernel/TeamAccess';

/** Refs of the people whom a ref stands for now: a person, or a group's members at any depth. */
export function peopleOf(ref: string, snapshot: CatalogSnapshot): string[] {
  if (snapshot.people.has(ref)) {
    return [ref];
  }
  if (!snapshot.groups.has(ref)) {
    return [];
  }
  const members = [...groupsFrom([ref], snapshot)].flatMap(
    group => snapshot.groups.get(group)?.memberRefs ?? [],
  );
  return [...new Set(members)].filter(member => snapshot.people.has(member));
}

/** The ref in full and in lower case; a bare name is a person's. */
export function recipientRef(text: string): string | undefined {
  return fullRef(text, 'user');
}
