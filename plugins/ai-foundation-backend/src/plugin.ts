import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { aiFoundationPermissions } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { json } from 'express';
import PromiseRouter from 'express-promise-router';
import { startDemoSeed } from './demo/startDemoSeed';
import { createKeys } from './gateway/keys/createKeys';
import { profileRouter } from './gateway/profile/profileRouter';
import { createGovernance } from './governance/createGovernance';
import { createKernel } from './kernel/createKernel';

/** Governance, gateway and operations of generative AI. @public */
export const aiFoundationPlugin = createBackendPlugin({
  pluginId: 'ai-foundation',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { discovery, httpRouter, lifecycle } = deps;
        deps.permissionsRegistry.addPermissions(aiFoundationPermissions);

        const kernel = await createKernel(deps);
        const governance = createGovernance(kernel);
        const keys = createKeys(kernel, governance);

        const controlPlane = PromiseRouter();
        controlPlane.use(
          json({ limit: '1mb' }),
          ...governance.routers,
          keys.router,
          profileRouter(kernel, governance, discovery),
        );
        httpRouter.use(controlPlane);

        kernel.catalogView.start();
        lifecycle.addShutdownHook(() => kernel.catalogView.stop());
        startDemoSeed(kernel, governance, lifecycle);
      },
    });
  },
});
