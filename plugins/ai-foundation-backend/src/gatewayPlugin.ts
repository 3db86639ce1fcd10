import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  dialectsExtensionPoint,
  inspectorsExtensionPoint,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { InputError } from '@backstage/errors';
import { createRuntime } from './gateway/createRuntime';
import { DialectRegistry } from './gateway/dialects/DialectRegistry';
import { ExternalInspectors } from './gateway/inspection/ExternalInspectors';
import { SharedCatalogSource } from './gateway/policy/SharedCatalogSource';
import { SharedCatalogStore } from './gateway/policy/SharedCatalogStore';
import { readAiFoundationConfig } from './kernel/AiFoundationConfig';
import { openMigratedDatabase } from './kernel/openDatabase';
import { PolicyEpoch } from './kernel/PolicyEpoch';
import { version } from '../package.json';

/**
 * While the portal is away nothing of the policy changes but what the catalog's
 * own sources say, people who left above all: they keep their keys for so long
 * at most.
 */
const MAX_CATALOG_AGE_MS = 60 * 60_000;

/**
 * The data plane alone, on its own port, beside portals on the same PostgreSQL.
 * It has no control plane and needs none of its services.
 *
 * @public
 */
export const aiFoundationGatewayPlugin = createBackendPlugin({
  // The portal's, because it has the portal's database.
  pluginId: 'ai-foundation',
  register(env) {
    const dialects = new DialectRegistry();
    env.registerExtensionPoint(dialectsExtensionPoint, dialects);
    const inspectors = new ExternalInspectors();
    env.registerExtensionPoint(inspectorsExtensionPoint, inspectors);
    env.registerInit({
      deps: {
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        rootConfig: coreServices.rootConfig,
      },
      async init({ database, lifecycle, logger, metrics, rootConfig }) {
        const config = readAiFoundationConfig(rootConfig);
        if (!config.gateway.listen) {
          throw new InputError(
            'aiFoundation.gateway.listen is missing: a data plane alone is reached on its own port',
          );
        }
        const knex = await openMigratedDatabase(database);
        const runtime = createRuntime({
          config,
          knex,
          clock: () => Date.now(),
          logger,
          policyEpoch: new PolicyEpoch(knex),
          catalog: new SharedCatalogSource({
            store: new SharedCatalogStore(knex),
            settings: config,
          }),
          maxCatalogAgeMs: config.gateway.maxCatalogAgeMs ?? MAX_CATALOG_AGE_MS,
          dialects: dialects.all,
          inspectors,
          metrics,
          role: 'data-plane',
          version,
        });
        await runtime.start();
        lifecycle.addShutdownHook(() => runtime.stop());
      },
    });
  },
});
