import {
  api,
  costReadAllPermission,
  costReadOwnPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { implementRoute } from '../../kernel/implementRoute';
import { TeamAccess } from '../../kernel/TeamAccess';
import { CostService } from './CostService';

export function costRouter(options: {
  httpAuth: HttpAuthService;
  teamAccess: TeamAccess;
  costs: CostService;
}): Router {
  const { httpAuth, teamAccess, costs } = options;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.getCosts,
    httpAuth,
    async ({ query, credentials }) =>
      costs.report(
        query,
        await teamAccess.visibleTeams(credentials, {
          own: costReadOwnPermission,
          all: costReadAllPermission,
        }),
      ),
  );

  return router;
}
