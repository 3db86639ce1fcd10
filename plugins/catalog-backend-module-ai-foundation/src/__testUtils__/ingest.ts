import { createBackendModule } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import request from 'supertest';
import { catalogModuleAiFoundation } from '../module';

/** What a real catalog makes of `entities`, and its errors by entity ref. */
export async function ingest(entities: Entity[]) {
  const errors = new Map<string, string>();
  const feed = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'feed',
    register({ registerInit }) {
      registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.setOnProcessingErrorHandler(event => {
            errors.set(
              stringifyEntityRef(event.unprocessedEntity),
              event.errors.map(error => String(error)).join('; '),
            );
          });
          processing.addEntityProvider({
            getProviderName: () => 'feed',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: entities.map(entity => ({
                  entity: withLocation(entity),
                })),
              }),
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [catalogPlugin, catalogModuleAiFoundation, feed],
  });

  const read = async () => {
    const response = await request(backend.server).get('/api/catalog/entities');
    return response.body as Entity[];
  };
  // Reverse relations reach an entity after it was first seen, so the catalog
  // is read until it has stopped changing.
  let found: Entity[];
  let before: string;
  do {
    before = JSON.stringify(await read());
    await new Promise(done => setTimeout(done, 300));
    found = await read();
  } while (
    found.length + errors.size < entities.length ||
    JSON.stringify(found) !== before
  );
  await backend.stop();
  return { found, errors };
}

function withLocation(entity: Entity): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        'backstage.io/managed-by-location': 'url:https://example.com/a.yaml',
        'backstage.io/managed-by-origin-location':
          'url:https://example.com/a.yaml',
      },
    },
  };
}
