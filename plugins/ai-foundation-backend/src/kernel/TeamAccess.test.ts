import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  costReadAllPermission,
  costReadOwnPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  DORA,
  ENGINEERING,
  exampleCompany,
  GIL,
  NEWT,
  ownershipRefsOf,
  ROCKETS,
  TUNNELS,
} from '../__testUtils__/exampleCompany';
import { CatalogView } from './CatalogView';
import { groupsFrom, TeamAccess, teamsOf } from './TeamAccess';

const permissions = { own: costReadOwnPermission, all: costReadAllPermission };

function create(
  options: { allowed?: string[]; ownershipRefs?: string[] } = {},
) {
  const catalogView = new CatalogView({
    catalog: catalogServiceMock({ entities: exampleCompany() }),
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    clock: Date.now,
  });
  const allowed = options.allowed ?? [costReadOwnPermission.name];
  const teamAccess = new TeamAccess({
    catalogView,
    permissions: mockServices.permissions.mock({
      authorize: async questions =>
        questions.map(({ permission }) => ({
          result: allowed.includes(permission.name)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        })),
    }),
    userInfo: mockServices.userInfo.mock({
      getUserInfo: async ({ principal }) => {
        const { userEntityRef } = principal as { userEntityRef: string };
        return {
          userEntityRef,
          ownershipEntityRefs:
            options.ownershipRefs ?? ownershipRefsOf(userEntityRef),
        };
      },
    }),
  });
  return { catalogView, teamAccess };
}

describe('visibleTeams', () => {
  it.each([
    ['a member', ADA, [ROCKETS]],
    ['a lead of a department', DORA, [ROCKETS, TUNNELS]],
    ['a member of another kind of group', GIL, []],
    ['who is not in the catalog', NEWT, []],
  ])('shows to %s what is theirs', async (_, userRef, teams) => {
    const visible = await create().teamAccess.visibleTeams(
      mockCredentials.user(userRef),
      permissions,
    );
    expect(visible).toEqual(new Set(teams));
  });

  it('shows all to who may see all, and nothing without a permission', async () => {
    const credentials = mockCredentials.user(ADA);
    const all = create({ allowed: [costReadAllPermission.name] });
    const none = create({ allowed: [] });
    expect(await all.teamAccess.visibleTeams(credentials, permissions)).toBe(
      'all',
    );
    expect(
      await none.teamAccess.visibleTeams(credentials, permissions),
    ).toEqual(new Set());
  });

  it('does not believe a sign-in that names groups far above', async () => {
    const { teamAccess } = create({
      ownershipRefs: [ADA, ROCKETS, ENGINEERING],
    });
    expect(
      await teamAccess.visibleTeams(mockCredentials.user(ADA), permissions),
    ).toEqual(new Set([ROCKETS]));
  });
});

describe('teamsOf', () => {
  it('needs the sign-in and the catalog to agree', async () => {
    const teams = async (ownershipRefs: string[]) => {
      const { catalogView, teamAccess } = create({ ownershipRefs });
      const caller = await teamAccess.caller(mockCredentials.user(ADA));
      return teamsOf(caller, await catalogView.current()).map(({ ref }) => ref);
    };
    expect(await teams([ADA, 'Group:default/Rockets'])).toEqual([ROCKETS]);
    expect(await teams([ADA])).toEqual([]);
    expect(await teams([ADA, TUNNELS])).toEqual([]);
  });
});

describe('groupsFrom', () => {
  it('ends where groups are below each other in a circle', async () => {
    const { catalogView } = create();
    const snapshot = await catalogView.current();
    const groups = new Map(snapshot.groups);
    groups.set(ENGINEERING, {
      ...groups.get(ENGINEERING)!,
      parentRef: ROCKETS,
    });
    expect(groupsFrom([ROCKETS], { ...snapshot, groups })).toEqual(
      new Set([ROCKETS, ENGINEERING, TUNNELS]),
    );
  });
});
