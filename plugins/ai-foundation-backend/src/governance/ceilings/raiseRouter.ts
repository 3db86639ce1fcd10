import { NotAllowedError } from '@backstage/errors';
import {
  api,
  ceilingApprovePermission,
  ceilingSetPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { teamsOf } from '../../kernel/TeamAccess';
import { toRaise } from './ceilingAnswers';
import { readableTeams } from './ceilingRouter';
import { CeilingService } from './CeilingService';
import { RaiseService } from './RaiseService';
import { CostCeiling } from './types';

export function raiseRouter(
  kernel: Kernel,
  ceilings: CeilingService,
  raises: RaiseService,
): Router {
  const { auditor, catalogView, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  const maySet = (credentials: UserCredentials) =>
    isAllowed(permissions, ceilingSetPermission, credentials);

  const isOfTheirTeam = async (
    ceiling: CostCeiling,
    credentials: UserCredentials,
  ) => {
    const team = await ceilings.teamOf(ceiling);
    const own = teamsOf(
      await teamAccess.caller(credentials),
      await catalogView.current(),
    );
    return own.some(({ ref }) => ref === team);
  };

  implementRoute(
    router,
    api.listCeilingRaises,
    httpAuth,
    async ({ credentials }) => {
      const visible = await readableTeams(kernel, credentials);
      const readable = new Set(
        (await ceilings.list(visible)).map(({ id }) => id),
      );
      const items = await raises.list();
      return {
        items: items
          .filter(
            ({ raise }) => visible === 'all' || readable.has(raise.ceilingId),
          )
          .map(toRaise),
      };
    },
  );

  implementChange(
    router,
    api.requestCeilingRaise,
    { httpAuth, auditor, id: 'ceiling-raise-request' },
    async ({ body, credentials, params }) => {
      const visible = await readableTeams(kernel, credentials);
      const ceiling = await ceilings.get(params.id, visible);
      const mayAsk =
        (await isOfTheirTeam(ceiling, credentials)) ||
        (await maySet(credentials));
      if (!mayAsk) {
        throw new NotAllowedError(
          `Only members of the team that it bounds can ask for a raise of this ceiling, or people with the permission '${ceilingSetPermission.name}'`,
        );
      }
      return toRaise(
        await raises.request(actorOf(credentials), ceiling, {
          amountUsd: body.amountUsd,
          untilMs: Date.parse(body.until),
          reason: body.reason,
        }),
      );
    },
  );

  implementChange(
    router,
    api.decideCeilingRaise,
    { httpAuth, auditor, id: 'ceiling-raise-decide' },
    async ({ body, credentials, params }) => {
      const mayDecide =
        (await isAllowed(permissions, ceilingApprovePermission, credentials)) ||
        (await maySet(credentials));
      if (!mayDecide) {
        throw new NotAllowedError(
          `You are not allowed to decide about raises; it needs the permission '${ceilingApprovePermission.name}'`,
        );
      }
      return toRaise(
        await raises.decide(actorOf(credentials), params.id, body),
      );
    },
  );

  return router;
}
