import {
  api,
  Ceiling,
  CeilingScope,
  ceilingSetPermission,
  costReadAllPermission,
  costReadOwnPermission,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant } from '../../kernel/instant';
import { CeilingService, RunningCeiling } from './CeilingService';

export function ceilingRouter(kernel: Kernel, service: CeilingService): Router {
  const { auditor, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.listCeilings,
    httpAuth,
    async ({ credentials, query }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const visible = await teamAccess.visibleTeams(credentials, {
        own: costReadOwnPermission,
        all: costReadAllPermission,
      });
      const team = query.team?.toLocaleLowerCase('en-US');
      return { items: (await service.list(visible, team)).map(toCeiling) };
    },
  );

  implementChange(
    router,
    api.setCeiling,
    { httpAuth, auditor, id: 'ceiling-set' },
    async ({ body, credentials }) => {
      await authorize(permissions, ceilingSetPermission, credentials);
      const { userEntityRef } = credentials.principal;
      return toCeiling(
        await service.set({ userRef: userEntityRef, origin: 'user' }, body),
      );
    },
  );

  return router;
}

function toCeiling(ceiling: RunningCeiling): Ceiling {
  return {
    id: ceiling.id,
    scope: toScope(ceiling),
    amountPicoUsd: String(ceiling.amountPicoUsd),
    window: ceiling.window,
    timeZone: ceiling.timeZone,
    response: ceiling.response,
    setBy: ceiling.setBy,
    setAt: instant(ceiling.setAtMs),
    current: {
      window: ceiling.current.windowKey,
      committedPicoUsd: String(ceiling.current.committedPicoUsd),
      heldPicoUsd: String(ceiling.current.heldPicoUsd),
    },
  };
}

function toScope({ scopeKind, scopeRef }: RunningCeiling): CeilingScope {
  return scopeKind === 'organisation'
    ? { kind: scopeKind }
    : { kind: scopeKind, ref: scopeRef };
}
