import {
  api,
  classificationManagePermission,
  InitialSet,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { instant } from '../../kernel/instant';
import { InitialSetService, JudgedSet } from './InitialSetService';

export function initialSetRouter(
  kernel: Kernel,
  service: InitialSetService,
): Router {
  const { auditor, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  const managerOf = async (credentials: UserCredentials) => {
    await authorize(permissions, classificationManagePermission, credentials);
    const { userRef } = await teamAccess.caller(credentials);
    return { userRef, origin: 'user' as const };
  };

  implementRoute(
    router,
    api.getInitialSet,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const { userRef } = await teamAccess.caller(credentials);
      const [{ evaluation, approved, proposed }, mayManage, couldApprove] =
        await Promise.all([
          service.current(),
          isAllowed(permissions, classificationManagePermission, credentials),
          service.mayApprove(userRef),
        ]);
      return {
        evaluation,
        approved: approved && toInitialSet(approved),
        proposed: proposed && toInitialSet(proposed),
        mayApprove: mayManage && couldApprove,
      };
    },
  );

  implementChange(
    router,
    api.proposeInitialSet,
    { httpAuth, auditor, id: 'initial-set-propose' },
    async ({ body, credentials }) =>
      toInitialSet(await service.propose(await managerOf(credentials), body)),
  );

  implementChange(
    router,
    api.approveInitialSet,
    { httpAuth, auditor, id: 'initial-set-approve' },
    async ({ body, credentials, params }) =>
      toInitialSet(
        await service.approve(await managerOf(credentials), params.id, body),
      ),
  );

  return router;
}

function toInitialSet(set: JudgedSet): InitialSet {
  return {
    id: set.id,
    name: set.name,
    sources: [...set.sources],
    sha256: set.sha256,
    proposedBy: set.proposedBy,
    proposedAt: instant(set.proposedAtMs),
    reason: set.reason,
    approval: set.approval && {
      by: set.approval.by,
      at: instant(set.approval.atMs),
      reason: set.approval.reason,
    },
    missing: set.missing,
  };
}
