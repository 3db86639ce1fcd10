import { DiscoveryService } from '@backstage/backend-plugin-api';
import {
  api,
  gatewayReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute } from '../../kernel/implementRoute';
import { HealthService } from './HealthService';

/** How the gateway is, for those who run it. */
export function healthRouter(
  kernel: Kernel,
  health: HealthService,
  discovery: Pick<DiscoveryService, 'getExternalBaseUrl'>,
): Router {
  const { config, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.getGatewayHealth,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, gatewayReadPermission, credentials);
      return health.health(
        config.gateway.publicUrl ??
          (await discovery.getExternalBaseUrl('ai-foundation')),
      );
    },
  );

  return router;
}
