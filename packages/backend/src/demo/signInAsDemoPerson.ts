import { stringifyEntityRef, UserEntity } from '@backstage/catalog-model';
import { SignInResolver } from '@backstage/plugin-auth-node';

/**
 * Issues the person's token. They own what they and the groups that they are a
 * member of own; what owns those groups in turn is not theirs.
 */
export const signInAsDemoPerson: SignInResolver<UserEntity> = async (
  { result: user },
  context,
) => {
  const { ownershipEntityRefs } = await context.resolveOwnershipEntityRefs(
    user,
  );
  return context.issueToken({
    claims: { sub: stringifyEntityRef(user), ent: ownershipEntityRefs },
  });
};
