import {
  api,
  gatewaySimulatePermission,
  keyManageOwnPermission,
  keyReadAllPermission,
  requestReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute } from '../../kernel/implementRoute';
import { replayAnswer } from './replayAnswer';
import { ReplayService } from './ReplayService';
import { simulationAnswer } from './simulationAnswer';
import { SimulationService } from './SimulationService';

export function simulationRouter(
  kernel: Kernel,
  simulations: SimulationService,
  replays: ReplayService,
): Router {
  const { httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.listOperations,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, gatewaySimulatePermission, credentials);
      return { items: simulations.operations() };
    },
  );

  implementRoute(
    router,
    api.simulate,
    httpAuth,
    async ({ body, credentials }) => {
      await authorize(permissions, gatewaySimulatePermission, credentials);
      const visible = await teamAccess.visibleTeams(credentials, {
        own: keyManageOwnPermission,
        all: keyReadAllPermission,
      });
      const caller = await teamAccess.caller(credentials);
      return simulationAnswer(
        await simulations.simulate(caller, body, visible),
      );
    },
  );

  implementRoute(
    router,
    api.replayChange,
    httpAuth,
    async ({ body, credentials }) => {
      await authorize(permissions, gatewaySimulatePermission, credentials);
      await authorize(permissions, requestReadAllPermission, credentials);
      return replayAnswer(await replays.replay(body.change, body.days));
    },
  );

  return router;
}
