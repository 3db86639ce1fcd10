import {
  api,
  inventoryManagePermission,
  inventoryReadAllPermission,
  inventoryReportPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { NotAllowedError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { teamsOf } from '../../kernel/TeamAccess';
import { toAnswer, toItem } from './inventoryAnswers';
import { SurveyService } from './SurveyService';

/** What people tell of themselves: answers of teams, and reports. */
export function surveyRouter(kernel: Kernel, survey: SurveyService): Router {
  const { auditor, catalogView, clock, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  const reporterOf = async (credentials: UserCredentials) => {
    await authorize(permissions, inventoryReportPermission, credentials);
    const [caller, catalog] = await Promise.all([
      kernel.teamAccess.caller(credentials),
      catalogView.current(),
    ]);
    return {
      caller,
      actor: { userRef: caller.userRef, origin: 'user' as const },
      ownTeams: teamsOf(caller, catalog),
    };
  };

  implementRoute(
    router,
    api.listInventoryAnswers,
    httpAuth,
    async ({ params, credentials }) => {
      const { ownTeams } = await reporterOf(credentials);
      const teamRef = teamRefOf(params);
      if (
        !ownTeams.some(({ ref }) => ref === teamRef) &&
        !(await isAllowed(permissions, inventoryReadAllPermission, credentials))
      ) {
        throw new NotAllowedError('You see the answers of your own teams');
      }
      return { items: (await survey.answers(teamRef)).map(toAnswer) };
    },
  );

  implementChange(
    router,
    api.answerInventory,
    { httpAuth, auditor, id: 'inventory-answer' },
    async ({ params, body, credentials }) => {
      const { actor, ownTeams } = await reporterOf(credentials);
      return toAnswer(
        await survey.answer(actor, ownTeams, teamRefOf(params), body),
      );
    },
  );

  implementChange(
    router,
    api.reportUsage,
    { httpAuth, auditor, id: 'inventory-report' },
    async ({ body, credentials }) => {
      const { caller, actor, ownTeams } = await reporterOf(credentials);
      const [item, manages] = await Promise.all([
        survey.report(actor, ownTeams, body),
        isAllowed(permissions, inventoryManagePermission, credentials),
      ]);
      return toItem(item, { caller, readsAll: false, manages }, clock());
    },
  );

  return router;
}

function teamRefOf({ namespace, name }: { namespace: string; name: string }) {
  return `group:${namespace}/${name}`.toLocaleLowerCase('en-US');
}
