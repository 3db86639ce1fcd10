import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createDemoAuthenticator } from './createDemoAuthenticator';
import { createDemoPeopleRouter } from './createDemoPeopleRouter';
import { DemoPeople } from './DemoPeople';
import { signInAsDemoPerson } from './signInAsDemoPerson';

/**
 * Signs in anyone as one of the example people, without a password.
 *
 * The portal does not start where this provider is configured and
 * `aiFoundation.demo` is not true.
 */
export const authModuleDemoProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, httpRouter, providers }) {
        if (!config.has('auth.providers.demo')) {
          return;
        }
        if (config.getOptionalBoolean('aiFoundation.demo') !== true) {
          throw new NotAllowedError(
            'The auth provider demo lets anyone be anyone: remove auth.providers.demo, or set aiFoundation.demo to true',
          );
        }
        const people = DemoPeople.create({ catalog, auth });
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createDemoAuthenticator(people),
            signInResolver: signInAsDemoPerson,
          }),
        });
        httpRouter.use(createDemoPeopleRouter(people));
      },
    });
  },
});

export default authModuleDemoProvider;
