import {
  api,
  keyApprovePermission,
  keyIssuePermission,
  keyReadAllPermission,
  keyRevokeAllPermission,
  parseUsd,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { assertError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant, optionalInstant } from '../../kernel/instant';
import { keyAnswer } from './keyAnswer';
import { authorizeRequest } from './keyRouter';
import { KeyRequestService, stateOfRequest } from './KeyRequestService';
import { PendingKeyRequest } from './KeyRequestStore';
import { KeyService } from './KeyService';

export function keyRequestRouter(
  kernel: Kernel,
  service: KeyRequestService,
  keys: KeyService,
): Router {
  const { auditor, clock, config, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();
  const change = (id: string) => ({ httpAuth, auditor, id });

  implementChange(
    router,
    api.submitKeyRequest,
    change('key-request-submit'),
    async ({ body, credentials }) => {
      await authorizeRequest(kernel, body, credentials);
      const caller = await teamAccess.caller(credentials);
      return answerOf(await service.submit(caller, body), clock());
    },
  );

  implementRoute(
    router,
    api.listKeyRequests,
    httpAuth,
    async ({ credentials, query }) => {
      const { userRef } = await teamAccess.caller(credentials);
      const seesAll =
        query.scope === 'all' &&
        ((await isAllowed(permissions, keyApprovePermission, credentials)) ||
          (await isAllowed(permissions, keyReadAllPermission, credentials)));
      const requests = await service.list(seesAll ? undefined : userRef);
      return { items: requests.map(request => answerOf(request, clock())) };
    },
  );

  implementChange(
    router,
    api.decideKeyRequests,
    change('key-request-decide'),
    async ({ body: { ids, ...decision }, credentials }) => {
      await authorize(permissions, keyApprovePermission, credentials);
      const { userRef } = await teamAccess.caller(credentials);
      await service.requireApprover(userRef);
      const items = [];
      for (const id of new Set(ids)) {
        items.push(
          await service.decide(userRef, id, decision).then(
            () => ({ id, decided: true }),
            error => ({ id, decided: false, problem: problemOf(error) }),
          ),
        );
      }
      return { items };
    },
  );

  implementChange(
    router,
    api.withdrawKeyRequest,
    change('key-request-withdraw'),
    async ({ credentials, params }) => {
      const { userRef } = await teamAccess.caller(credentials);
      return answerOf(await service.withdraw(userRef, params.id), clock());
    },
  );

  implementChange(
    router,
    api.collectKey,
    change('key-collect'),
    async ({ credentials, params }) => {
      // Which of the two it took depends on the kind of key, and was asked before.
      if (!(await isAllowed(permissions, keyIssuePermission, credentials))) {
        await authorize(permissions, keyRevokeAllPermission, credentials);
      }
      const caller = await teamAccess.caller(credentials);
      const { key, secret } = await service.collect(caller, params.id);
      return {
        key: keyAnswer(key, await keys.footing(), clock(), config.keys.use),
        secret,
      };
    },
  );

  return router;
}

const OF_THE_REQUEST = ['ConflictError', 'NotAllowedError', 'NotFoundError'];

/** What is wrong with one request; anything else fails the whole call. */
function problemOf(error: unknown): string {
  assertError(error);
  if (!OF_THE_REQUEST.includes(error.name)) {
    throw error;
  }
  return error.message;
}

function answerOf(
  pending: PendingKeyRequest,
  nowMs: number,
): SubmittedKeyRequest {
  const { request } = pending;
  return {
    id: pending.id,
    state: stateOfRequest(pending, nowMs),
    ownerRef: pending.ownerRef,
    teamRef: pending.teamRef,
    applicationRef:
      pending.ownerRef === pending.teamRef ? undefined : pending.ownerRef,
    kind: request.kind ?? 'standard',
    purpose: request.purpose,
    models: request.models,
    tier: request.tier,
    expiresInDays: request.expiresInDays,
    ceilingPicoUsd: request.ceilingUsd && String(parseUsd(request.ceilingUsd)),
    limits: request.limits,
    justification: pending.justification,
    needs: [...pending.needs],
    requestedBy: pending.requestedBy,
    requestedAt: instant(pending.requestedAtMs),
    endsAt: instant(pending.endsAtMs),
    decidedBy: pending.decidedBy,
    decidedAt: optionalInstant(pending.decidedAtMs),
    decisionReason: pending.decisionReason,
    keyId: pending.keyId,
  };
}
