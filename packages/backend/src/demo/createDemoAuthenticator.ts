import { UserEntity } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { DemoPeople } from './DemoPeople';

/**
 * Names the person to sign in as. A header rather than a cookie, because the
 * browser sends it for the portal's own pages only.
 */
export const DEMO_PERSON_HEADER = 'x-demo-person';

/** Takes the person whom the request names at their word. */
export function createDemoAuthenticator(people: DemoPeople) {
  return createProxyAuthenticator({
    initialize: () => undefined,

    async authenticate({ req }): Promise<{ result: UserEntity }> {
      const userRef = req.header(DEMO_PERSON_HEADER);
      if (!userRef) {
        throw new AuthenticationError('Choose a person to sign in as');
      }
      return { result: await people.get(userRef) };
    },

    defaultProfileTransform: async user => ({
      profile: user.spec.profile ?? {},
    }),
  });
}
