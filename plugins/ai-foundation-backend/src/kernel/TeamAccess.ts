import {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { isAllowed } from './authorize';
import { CatalogSnapshot, CatalogView, Team } from './CatalogView';

/** A signed-in person. */
export interface Caller {
  userRef: string;
  /** As the catalog has it; the ref where it knows no such person. */
  name: string;
  /** What the sign-in said that they are and belong to. */
  ownershipRefs: ReadonlySet<string>;
}

/** `all`, or the refs of the teams that may be seen. */
export type VisibleTeams = 'all' | ReadonlySet<string>;

/** Knows who asks, and of which teams they may see things. */
export class TeamAccess {
  readonly #catalogView: CatalogView;
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;

  constructor(options: {
    catalogView: CatalogView;
    permissions: PermissionsService;
    userInfo: UserInfoService;
  }) {
    this.#catalogView = options.catalogView;
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
  }

  async caller(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Caller> {
    const [snapshot, info] = await Promise.all([
      this.#catalogView.current(),
      this.#userInfo.getUserInfo(credentials),
    ]);
    const userRef = lowerCase(info.userEntityRef);
    return {
      userRef,
      name: snapshot.people.get(userRef)?.name ?? userRef,
      ownershipRefs: new Set(info.ownershipEntityRefs.map(lowerCase)),
    };
  }

  /**
   * The teams that the caller may see under a pair of permissions: every team,
   * those of their own groups, or none. A list that is cut to it answers empty
   * rather than 403.
   */
  async visibleTeams(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    permissions: { own: BasicPermission; all: BasicPermission },
  ): Promise<VisibleTeams> {
    const groups = await this.visibleGroups(credentials, permissions);
    if (groups === 'all') {
      return 'all';
    }
    const { teams } = await this.#catalogView.current();
    return new Set([...groups].filter(ref => teams.has(ref)));
  }

  /** As `visibleTeams`, with departments and other groups. */
  async visibleGroups(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    permissions: { own: BasicPermission; all: BasicPermission },
  ): Promise<VisibleTeams> {
    if (await isAllowed(this.#permissions, permissions.all, credentials)) {
      return 'all';
    }
    if (!(await isAllowed(this.#permissions, permissions.own, credentials))) {
      return new Set();
    }
    const caller = await this.caller(credentials);
    return groupsReadableBy(caller, await this.#catalogView.current());
  }
}

/**
 * The teams whose member the caller is, for which they may act. Both the
 * sign-in and the catalog of now have to say so: a token outlives a change of
 * team, and may name groups far above.
 */
export function teamsOf(
  caller: Caller,
  { teams }: Pick<CatalogSnapshot, 'teams'>,
): Team[] {
  return [...teams.values()].filter(team => isMember(caller, team));
}

/** Refs of the groups that the caller is a member of, and of those below. */
function groupsReadableBy(
  caller: Caller,
  snapshot: CatalogSnapshot,
): Set<string> {
  const own = [...snapshot.groups.values()].filter(group =>
    isMember(caller, group),
  );
  return groupsFrom(
    own.map(({ ref }) => ref),
    snapshot,
  );
}

/** These groups and every group below them. */
export function groupsFrom(
  refs: Iterable<string>,
  snapshot: CatalogSnapshot,
): Set<string> {
  const children = childrenIn(snapshot);
  const found = new Set(refs);
  // A set may grow while it is walked, and a circle of groups ends by itself.
  for (const ref of found) {
    for (const child of children.get(ref) ?? []) {
      found.add(child);
    }
  }
  return found;
}

const childrenOfSnapshots = new WeakMap<
  CatalogSnapshot,
  ReadonlyMap<string, string[]>
>();

/** Refs of the groups right below each group; found once for a snapshot. */
function childrenIn(snapshot: CatalogSnapshot): ReadonlyMap<string, string[]> {
  const known = childrenOfSnapshots.get(snapshot);
  if (known) {
    return known;
  }
  const children = new Map<string, string[]>();
  for (const { ref, parentRef } of snapshot.groups.values()) {
    if (parentRef !== undefined) {
      const siblings = children.get(parentRef) ?? [];
      siblings.push(ref);
      children.set(parentRef, siblings);
    }
  }
  childrenOfSnapshots.set(snapshot, children);
  return children;
}

function isMember(caller: Caller, group: Team): boolean {
  return (
    caller.ownershipRefs.has(group.ref) &&
    group.memberRefs.includes(caller.userRef)
  );
}

function lowerCase(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
