import {
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
  identityApiRef,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { UserSettingsStorage } from '@backstage/plugin-user-settings';

/** Keeps a person's settings at the backend, so that they follow the person. */
export const settingsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'storage',
      params: defineParams =>
        defineParams({
          api: storageApiRef,
          deps: {
            discoveryApi: discoveryApiRef,
            errorApi: errorApiRef,
            fetchApi: fetchApiRef,
            identityApi: identityApiRef,
            signalApi: signalApiRef,
          },
          factory: deps => UserSettingsStorage.create(deps),
        }),
    }),
  ],
});
