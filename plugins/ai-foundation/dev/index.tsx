import '@backstage/cli/asset-types';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
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

createDevApp({
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
                  entities: exampleEntities,
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
  ],
});
