import './startMetrics';
import { createSpecializedBackend } from '@backstage/backend-app-api';
import { metricsServiceFactory } from '@backstage/backend-defaults/alpha';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { lifecycleServiceFactory } from '@backstage/backend-defaults/lifecycle';
import { loggerServiceFactory } from '@backstage/backend-defaults/logger';
import { rootConfigServiceFactory } from '@backstage/backend-defaults/rootConfig';
import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import { rootLoggerServiceFactory } from '@backstage/backend-defaults/rootLogger';
import { aiFoundationGatewayPlugin } from '@ai-foundation/backstage-plugin-ai-foundation-backend';

// What the data plane needs and nothing else: no portal, no sign-in, no Express.
const backend = createSpecializedBackend({
  defaultServiceFactories: [
    databaseServiceFactory,
    lifecycleServiceFactory,
    loggerServiceFactory,
    metricsServiceFactory,
    rootConfigServiceFactory,
    rootLifecycleServiceFactory,
    rootLoggerServiceFactory,
  ],
});

backend.add(aiFoundationGatewayPlugin);

// It has logged why; whoever runs it then starts it again.
backend.start().catch(() => process.exit(1));
