import {
  api,
  Exemption,
  exemptionDecidePermission,
  exemptionRequestPermission,
  ExemptionSeat,
  auditReadPermission,
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
import { ExemptionService } from './ExemptionService';
import { seatsToDecide } from './seatsToDecide';
import { exemptionState, PolicyExemption } from './types';

export function exemptionRouter(
  kernel: Kernel,
  service: ExemptionService,
): Router {
  const { auditor, clock, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  const viewerOf = async (credentials: UserCredentials): Promise<Viewer> => {
    const { userRef } = await teamAccess.caller(credentials);
    const [mayDecide, seats] = await Promise.all([
      isAllowed(permissions, exemptionDecidePermission, credentials),
      service.seatsOf(userRef),
    ]);
    return { userRef, mayDecide, seats, nowMs: clock() };
  };
  const answer = async (
    exemption: PolicyExemption,
    credentials: UserCredentials,
  ) => toExemption(exemption, await viewerOf(credentials));
  const actorOf = async (credentials: UserCredentials) => ({
    userRef: (await teamAccess.caller(credentials)).userRef,
    origin: 'user' as const,
  });

  implementRoute(
    router,
    api.listExemptions,
    httpAuth,
    async ({ credentials }) => {
      const viewer = await viewerOf(credentials);
      const visible = viewer.mayDecide
        ? 'all'
        : await teamAccess.visibleTeams(credentials, {
            own: policyReadPermission,
            all: auditReadPermission,
          });
      const exemptions = await service.list(viewer.userRef, visible);
      return {
        items: exemptions.map(exemption => toExemption(exemption, viewer)),
        maxDays: service.maxDays,
      };
    },
  );

  implementChange(
    router,
    api.requestExemption,
    { httpAuth, auditor, id: 'exemption-request' },
    async ({ body, credentials }) => {
      await authorize(permissions, exemptionRequestPermission, credentials);
      const caller = await teamAccess.caller(credentials);
      return answer(await service.request(caller, body), credentials);
    },
  );

  implementChange(
    router,
    api.decideExemption,
    { httpAuth, auditor, id: 'exemption-decide' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, exemptionDecidePermission, credentials);
      const actor = await actorOf(credentials);
      return answer(await service.decide(actor, params.id, body), credentials);
    },
  );

  implementChange(
    router,
    api.withdrawExemption,
    { httpAuth, auditor, id: 'exemption-withdraw' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, exemptionRequestPermission, credentials);
      const actor = await actorOf(credentials);
      return answer(
        await service.withdraw(actor, params.id, body.reason),
        credentials,
      );
    },
  );

  implementChange(
    router,
    api.revokeExemption,
    { httpAuth, auditor, id: 'exemption-revoke' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, exemptionDecidePermission, credentials);
      const actor = await actorOf(credentials);
      return answer(
        await service.revoke(actor, params.id, body.reason),
        credentials,
      );
    },
  );

  return router;
}

/** Who looks at exemptions, and what they may do. */
interface Viewer {
  userRef: string;
  mayDecide: boolean;
  seats: readonly ExemptionSeat[];
  nowMs: number;
}

function toExemption(exemption: PolicyExemption, viewer: Viewer): Exemption {
  const { userRef, mayDecide, seats, nowMs } = viewer;
  const state = exemptionState(exemption, nowMs);
  return {
    id: exemption.id,
    state,
    aupVersion: exemption.aupVersion,
    rules: exemption.rules.map(({ id, statement }) => ({ id, statement })),
    teamRef: exemption.teamRef,
    applicationRef: exemption.applicationRef,
    keyId: exemption.keyId,
    data: exemption.data,
    justification: exemption.justification,
    riskAssessment: exemption.riskAssessment,
    compensatingControl: exemption.compensatingControl,
    revocationCondition: exemption.revocationCondition,
    requestedBy: exemption.requestedBy,
    requestedAt: instant(exemption.requestedAtMs),
    endsAt: instant(exemption.endsAtMs),
    consents: exemption.consents.map(({ decidedAtMs, ...consent }) => ({
      ...consent,
      decidedAt: instant(decidedAtMs),
    })),
    ended: exemption.ended && {
      by: exemption.ended.by,
      at: instant(exemption.ended.atMs),
      reason: exemption.ended.reason,
    },
    may: {
      decideAs: mayDecide
        ? seatsToDecide(exemption, userRef, seats, nowMs)
        : [],
      withdraw: state === 'requested' && exemption.requestedBy === userRef,
      revoke: state === 'approved' && mayDecide && seats.length > 0,
    },
  };
}
