import {
  api,
  requestReadAllPermission,
  requestReadOwnPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { implementRoute } from '../../kernel/implementRoute';
import { TeamAccess } from '../../kernel/TeamAccess';
import { RequestService } from './RequestService';

const readPermissions = {
  own: requestReadOwnPermission,
  all: requestReadAllPermission,
};

export function requestRouter(options: {
  httpAuth: HttpAuthService;
  teamAccess: TeamAccess;
  requests: RequestService;
}): Router {
  const { httpAuth, teamAccess, requests } = options;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.listRequests,
    httpAuth,
    async ({ query, credentials }) =>
      requests.list(
        query,
        await teamAccess.visibleTeams(credentials, readPermissions),
      ),
  );

  implementRoute(
    router,
    api.getRequest,
    httpAuth,
    async ({ params, credentials }) =>
      requests.get(
        params.id,
        await teamAccess.visibleTeams(credentials, readPermissions),
      ),
  );

  return router;
}
