import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import { Entity } from '@backstage/catalog-model';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  SignInPageProps,
} from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import aiFoundationPlugin, { aiFoundationApiRef } from '../src';
import { ExampleApi } from '../src/__testUtils__/ExampleApi';
import { exampleEntities } from './exampleEntities';

const api = new ExampleApi();
// ?newcomer: nothing acknowledged, no key.
if (window.location.search.includes('newcomer')) {
  api.keys = [];
  api.profile = {
    ...api.profile,
    aup: { currentVersion: '2.0', state: 'pending' },
  };
}

function SignIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => {
    const { userRef, name } = api.profile;
    onSignInSuccess({
      getProfileInfo: async () => ({ displayName: name }),
      getBackstageIdentity: async () => ({
        type: 'user',
        userEntityRef: userRef,
        ownershipEntityRefs: [userRef],
      }),
      getCredentials: async () => ({}),
      signOut: async () => undefined,
    });
  }, [onSignInSuccess]);
  return null;
}

const app = createApp({
  features: [
    catalogPlugin.withOverrides({
      extensions: [
        catalogPlugin.getExtension('api:catalog').override({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () =>
                new InMemoryCatalogClient({
                  entities: exampleEntities as Entity[],
                }),
            }),
        }),
      ],
    }),
    aiFoundationPlugin.withOverrides({
      extensions: [
        aiFoundationPlugin.getExtension('api:ai-foundation').override({
          params: defineParams =>
            defineParams({
              api: aiFoundationApiRef,
              deps: {},
              factory: () => api,
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        SignInPageBlueprint.make({
          params: { loader: async () => SignIn },
        }),
      ],
    }),
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
