import {
  api,
  costReadAllPermission,
  costReadOwnPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { implementRoute } from '../../kernel/implementRoute';
import { TeamAccess } from '../../kernel/TeamAccess';
import { TeamService } from './TeamService';

// A scorecard tells what a team spent, so it is for those who may read that.
const readPermissions = {
  own: costReadOwnPermission,
  all: costReadAllPermission,
};

export function teamRouter(options: {
  httpAuth: HttpAuthService;
  teamAccess: TeamAccess;
  teams: TeamService;
}): Router {
  const { httpAuth, teamAccess, teams } = options;
  const router = PromiseRouter();

  implementRoute(router, api.listTeams, httpAuth, async ({ credentials }) => ({
    items: await teams.list(
      await teamAccess.visibleTeams(credentials, readPermissions),
    ),
  }));

  implementRoute(
    router,
    api.getTeam,
    httpAuth,
    async ({ params, credentials }) =>
      teams.get(
        stringifyEntityRef({ kind: 'Group', ...params }),
        await teamAccess.visibleTeams(credentials, readPermissions),
      ),
  );

  return router;
}
