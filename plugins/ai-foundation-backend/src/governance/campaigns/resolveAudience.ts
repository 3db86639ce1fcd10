import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { canonicalJson } from '../../kernel/canonicalJson';
import { inSlices } from '../../kernel/breathe';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { groupsFrom } from '../../kernel/TeamAccess';
import { AudienceMember } from './types';

const SLICE = 250;

/**
 * The people of some groups and of all groups below them, each once, by their
 * refs; a person of several groups is in it by a team, where one of them is.
 *
 * @param groups - none for every group of the catalog.
 * @throws InputError where a named group is unknown, or has nobody in it: what
 *   is circulated to nobody is not circulated.
 */
export function resolveAudience(
  groups: readonly string[],
  snapshot: CatalogSnapshot,
): AudienceMember[] {
  for (const ref of groups) {
    requireMembers(ref, snapshot);
  }
  const members = membersOf(
    groups.length > 0 ? groups : snapshot.groups.keys(),
    snapshot,
  );
  if (members.length === 0) {
    throw new InputError(
      'The policy would reach nobody: no group of the catalog has a member who is in the catalog',
    );
  }
  return members;
}

/**
 * The hash of an audience: SHA-256 of its canonical JSON, a list of `groupRef`,
 * `name` and `userRef` by `userRef`.
 */
export async function audienceSha256(
  members: readonly AudienceMember[],
): Promise<string> {
  const hash = createHash('sha256').update('[');
  let separator = '';
  for await (const slice of inSlices(members, SLICE)) {
    for (const { userRef, name, groupRef } of slice) {
      hash.update(separator).update(canonicalJson({ userRef, name, groupRef }));
      separator = ',';
    }
  }
  return hash.update(']').digest('hex');
}

function requireMembers(ref: string, snapshot: CatalogSnapshot): void {
  if (!snapshot.groups.has(ref)) {
    throw new InputError(
      `The policy is for the group '${ref}', which the catalog does not have. Name another group as its audience`,
    );
  }
  if (membersOf([ref], snapshot).length === 0) {
    throw new InputError(
      `The policy is for the group '${ref}', and neither it nor a group below it has members. Give it members, or name another group as the audience`,
    );
  }
}

function membersOf(
  refs: Iterable<string>,
  snapshot: CatalogSnapshot,
): AudienceMember[] {
  const byPerson = new Map<string, AudienceMember>();
  for (const groupRef of inOrder(groupsFrom(refs, snapshot), snapshot)) {
    for (const userRef of snapshot.groups.get(groupRef)?.memberRefs ?? []) {
      const person = snapshot.people.get(userRef);
      if (person && !byPerson.has(userRef)) {
        byPerson.set(userRef, { userRef, name: person.name, groupRef });
      }
    }
  }
  return [...byPerson.values()].sort((a, b) =>
    a.userRef < b.userRef ? -1 : 1,
  );
}

/** Teams first, then by ref. */
function inOrder(refs: Set<string>, { teams }: CatalogSnapshot): string[] {
  const sorted = [...refs].sort();
  return [
    ...sorted.filter(ref => teams.has(ref)),
    ...sorted.filter(ref => !teams.has(ref)),
  ];
}
