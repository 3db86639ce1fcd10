import {
  api,
  ceilingSetPermission,
  costReadAllPermission,
  costReadOwnPermission,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { instant, optionalInstant } from '../../kernel/instant';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { CeilingAlerts } from './CeilingAlerts';
import { toCeiling, toEvent } from './ceilingAnswers';
import { CeilingService } from './CeilingService';
import { EVALUATION_JOB } from './evaluationJob';

/** The teams whose ceilings a reader may see, once they may read ceilings at all. */
export async function readableTeams(
  { permissions, teamAccess }: Kernel,
  credentials: UserCredentials,
): Promise<VisibleTeams> {
  await authorize(permissions, policyReadPermission, credentials);
  return teamAccess.visibleTeams(credentials, {
    own: costReadOwnPermission,
    all: costReadAllPermission,
  });
}

export function ceilingRouter(
  kernel: Kernel,
  service: CeilingService,
  alerts: CeilingAlerts,
): Router {
  const { auditor, clock, httpAuth, jobs, permissions } = kernel;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.listCeilings,
    httpAuth,
    async ({ credentials, query }) => {
      const visible = await readableTeams(kernel, credentials);
      const team = query.team?.toLocaleLowerCase('en-US');
      const ceilings = await service.list(visible, team);
      const heartbeat = (await jobs.heartbeats()).find(
        ({ job }) => job === EVALUATION_JOB,
      );
      return {
        items: ceilings.map(ceiling => toCeiling(ceiling, clock())),
        evaluation: {
          lastAt: optionalInstant(heartbeat?.succeededAtMs),
          result: heartbeat?.result,
          overdue: heartbeat?.overdue ?? true,
        },
      };
    },
  );

  implementChange(
    router,
    api.setCeiling,
    { httpAuth, auditor, id: 'ceiling-set' },
    async ({ body, credentials }) => {
      await authorize(permissions, ceilingSetPermission, credentials);
      return toCeiling(await service.set(actorOf(credentials), body), clock());
    },
  );

  implementChange(
    router,
    api.removeCeiling,
    { httpAuth, auditor, id: 'ceiling-remove' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, ceilingSetPermission, credentials);
      await service.remove(actorOf(credentials), params.id, body.reason);
      return { id: params.id };
    },
  );

  implementRoute(
    router,
    api.listCeilingChanges,
    httpAuth,
    async ({ credentials, params }) => {
      const visible = await readableTeams(kernel, credentials);
      const changes = await service.changes(params.id, visible);
      return {
        items: changes.map(({ atMs, actorRef, action, details }) => ({
          at: instant(atMs),
          actor: actorRef,
          action,
          reason: details.reason ?? '',
          before: details.before,
          after: details.after,
        })),
      };
    },
  );

  implementRoute(
    router,
    api.listCeilingEvents,
    httpAuth,
    async ({ credentials }) => {
      const visible = await readableTeams(kernel, credentials);
      return { items: (await alerts.list(visible)).map(toEvent) };
    },
  );

  implementChange(
    router,
    api.acknowledgeCeilingEvent,
    { httpAuth, auditor, id: 'ceiling-event-acknowledge' },
    async ({ credentials, params }) =>
      toEvent(
        await alerts.acknowledge(
          actorOf(credentials),
          params.id,
          await isAllowed(permissions, ceilingSetPermission, credentials),
        ),
      ),
  );

  return router;
}
