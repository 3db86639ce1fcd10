import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  dialectsExtensionPoint,
  inspectorsExtensionPoint,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { aiFoundationPermissions } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { json } from 'express';
import PromiseRouter from 'express-promise-router';
import { startDemoSeed } from './demo/startDemoSeed';
import { createGateway } from './gateway/createGateway';
import { DialectRegistry } from './gateway/dialects/DialectRegistry';
import { ExternalInspectors } from './gateway/inspection/ExternalInspectors';
import { profileRouter } from './gateway/profile/profileRouter';
import { createValidation } from './gateway/validation/createValidation';
import { createGovernance } from './governance/createGovernance';
import { createKernel } from './kernel/createKernel';
import { createAudit } from './operations/audit/createAudit';
import { createOperationsRouter } from './operations/createOperationsRouter';
import { inboxRouter } from './operations/inbox/inboxRouter';
import { isTold } from './operations/requests/isTold';
import { jobRouter } from './operations/jobs/jobRouter';
import { version } from '../package.json';

const OUTBOX_INTERVAL_MS = 5_000;
const DAY_MS = 24 * 60 * 60_000;

/** Governance, gateway and operations of generative AI. @public */
export const aiFoundationPlugin = createBackendPlugin({
  pluginId: 'ai-foundation',
  register(env) {
    const dialects = new DialectRegistry();
    env.registerExtensionPoint(dialectsExtensionPoint, dialects);
    const inspectors = new ExternalInspectors();
    env.registerExtensionPoint(inspectorsExtensionPoint, inspectors);
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
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { discovery, httpRouter, lifecycle } = deps;
        deps.permissionsRegistry.addPermissions(aiFoundationPermissions);

        const kernel = await createKernel(deps);
        const governance = createGovernance(kernel);
        const gateway = createGateway(kernel, governance, {
          dialects: dialects.all,
          discovery,
          inspectors,
          metrics: deps.metrics,
          version,
        });
        kernel.jobs.register({
          id: 'outbox.deliver',
          intervalMs: OUTBOX_INTERVAL_MS,
          run: async signal => `${await kernel.outbox.deliver(signal)} sent`,
        });
        kernel.jobs.register({
          id: 'outbox.forget',
          intervalMs: DAY_MS,
          run: async () => `${await kernel.outbox.forget()} forgotten`,
        });

        const validation = createValidation(kernel, governance, {
          dialects: dialects.all,
          discovery,
          version,
          listenerUrl: gateway.listenerUrl,
          tells: id => isTold(kernel, id),
        });

        const controlPlane = PromiseRouter();
        controlPlane.use(
          json({ limit: '1mb' }),
          ...governance.routers,
          gateway.keyRouter,
          gateway.drillRouter,
          gateway.healthRouter,
          gateway.contentRouter,
          validation,
          gateway.simulationRouter,
          inboxRouter(kernel, governance.inboxSources),
          createAudit(kernel, [
            {
              chain: 'acknowledgements',
              verify: () => governance.acknowledgements.verify(),
            },
          ]),
          jobRouter(kernel),
          profileRouter(kernel, governance, {
            dialects: dialects.all,
            discovery,
          }),
          createOperationsRouter({
            ...kernel,
            acknowledgedBy: () => governance.acknowledgements.acknowledgedBy(),
            timeZone: kernel.config.timeZone,
            version,
            serverUrl: await discovery.getExternalBaseUrl('ai-foundation'),
          }),
        );
        // The data plane comes first, because it reads its bodies itself.
        httpRouter.use(gateway.dataPlane);
        httpRouter.use(controlPlane);
        for (const { prefix } of dialects.all) {
          // By Backstage, that is: the data plane demands an issued key.
          httpRouter.addAuthPolicy({ path: prefix, allow: 'unauthenticated' });
        }

        kernel.catalogView.start();
        await gateway.start();
        await kernel.jobs.start();
        startDemoSeed(kernel, governance, gateway, lifecycle);
        lifecycle.addShutdownHook(async () => {
          await gateway.stop();
          kernel.catalogView.stop();
        });
      },
    });
  },
});
