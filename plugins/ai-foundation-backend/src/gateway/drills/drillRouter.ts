import {
  api,
  ceilingSetPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { readableTeams } from '../../governance/ceilings/ceilingRouter';
import { actorOf } from '../../kernel/actorOf';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { DrillService } from './DrillService';

export function drillRouter(kernel: Kernel, drills: DrillService): Router {
  const { auditor, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.listCeilingDrills,
    httpAuth,
    async ({ credentials }) => ({
      items: await drills.list(await readableTeams(kernel, credentials)),
    }),
  );

  implementRoute(
    router,
    api.getCeilingDrill,
    httpAuth,
    async ({ credentials, params }) =>
      drills.get(params.id, await readableTeams(kernel, credentials)),
  );

  implementChange(
    router,
    api.runCeilingDrill,
    { httpAuth, auditor, id: 'ceiling-drill' },
    async ({ body, credentials }) => {
      await authorize(permissions, ceilingSetPermission, credentials);
      return drills.run(actorOf(credentials), body.ceilingId);
    },
  );

  return router;
}
