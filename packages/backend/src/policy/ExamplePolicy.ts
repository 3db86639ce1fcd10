import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { permissionsOfEveryone, permissionsOfRole, roleOfGroup } from './roles';

/**
 * Allows what the tables of `roles.ts` say, and denies everything else, also
 * permissions that nobody has thought of.
 */
export class ExamplePolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const allowed =
      user !== undefined &&
      isAllowed(permission.name, user.info.ownershipEntityRefs);
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

function isAllowed(permissionName: string, groupRefs: string[]): boolean {
  const roles = groupRefs.flatMap(ref => roleOfGroup[ref] ?? []);
  return [
    ...permissionsOfEveryone,
    ...roles.flatMap(role => permissionsOfRole[role]),
  ].some(({ name }) => name === permissionName);
}
