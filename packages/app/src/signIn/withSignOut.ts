import { IdentityApi } from '@backstage/frontend-plugin-api';

/** The same identity, which also calls `onSignOut` when its person leaves. */
export function withSignOut(
  identityApi: IdentityApi,
  onSignOut: () => void,
): IdentityApi {
  return {
    getProfileInfo: () => identityApi.getProfileInfo(),
    getBackstageIdentity: () => identityApi.getBackstageIdentity(),
    getCredentials: () => identityApi.getCredentials(),
    signOut: async () => {
      onSignOut();
      await identityApi.signOut();
    },
  };
}
