import {
  api,
  policyReadPermission,
  seatManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { optionalInstant } from '../../kernel/instant';
import { CommitmentService } from './CommitmentService';
import { SeatService } from './SeatService';
import { toEngagement, toPlatformTeam, toSeatTerm } from './seatAnswers';

export function seatRouter(
  kernel: Kernel,
  seats: SeatService,
  commitments: CommitmentService,
): Router {
  const { auditor, catalogView, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  implementRoute(router, api.getSeats, httpAuth, async ({ credentials }) => {
    await authorize(permissions, policyReadPermission, credentials);
    const [terms, states, engagements, platformTeam, snapshot] =
      await Promise.all([
        seats.terms(),
        seats.state(),
        commitments.engagements(),
        commitments.platformTeam(),
        catalogView.current(),
      ]);
    return {
      stageStartedAt: optionalInstant(terms[0]?.appointedAtMs),
      states,
      terms: terms.map(term => toSeatTerm(term, snapshot)),
      engagements: engagements.map(toEngagement),
      platformTeam: platformTeam && toPlatformTeam(platformTeam, snapshot),
    };
  });

  implementChange(
    router,
    api.appointToSeat,
    { httpAuth, auditor, id: 'seat-appoint' },
    async ({ body, credentials }) => {
      await authorize(permissions, seatManagePermission, credentials);
      return toSeatTerm(
        await seats.appoint(actorOf(credentials), body),
        await catalogView.current(),
      );
    },
  );

  implementChange(
    router,
    api.acceptSeat,
    { httpAuth, auditor, id: 'seat-accept' },
    async ({ params, credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      return toSeatTerm(
        await seats.accept(actorOf(credentials), params.id),
        await catalogView.current(),
      );
    },
  );

  implementChange(
    router,
    api.endSeatTerm,
    { httpAuth, auditor, id: 'seat-end' },
    async ({ params, body, credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const term = await seats.end(actorOf(credentials), params.id, {
        reason: body.reason,
        mayManage: await isAllowed(
          permissions,
          seatManagePermission,
          credentials,
        ),
      });
      return toSeatTerm(term, await catalogView.current());
    },
  );

  implementChange(
    router,
    api.recordEngagement,
    { httpAuth, auditor, id: 'sponsor-engage' },
    async ({ body, credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      return toEngagement(
        await commitments.engage(actorOf(credentials), body.note),
      );
    },
  );

  implementChange(
    router,
    api.namePlatformTeam,
    { httpAuth, auditor, id: 'platform-team-name' },
    async ({ body, credentials }) => {
      await authorize(permissions, seatManagePermission, credentials);
      return toPlatformTeam(
        await commitments.namePlatformTeam(actorOf(credentials), body),
        await catalogView.current(),
      );
    },
  );

  return router;
}
