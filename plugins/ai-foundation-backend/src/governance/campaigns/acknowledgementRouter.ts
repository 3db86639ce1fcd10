import { NotAllowedError } from '@backstage/errors';
import {
  acknowledgementReadAllPermission,
  api,
  auditReadPermission,
  policyAcknowledgePermission,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant, optionalInstant } from '../../kernel/instant';
import { AcknowledgementService } from '../aup/AcknowledgementService';
import { toMyAcknowledgement } from './campaignAnswers';
import { MyAcknowledgementService } from './MyAcknowledgementService';
import { TeamStandingService } from './TeamStandingService';

export function acknowledgementRouter(
  kernel: Kernel,
  services: {
    acknowledgements: AcknowledgementService;
    mine: MyAcknowledgementService;
    teams: TeamStandingService;
  },
): Router {
  const { auditor, httpAuth, permissions, teamAccess } = kernel;
  const { acknowledgements, mine, teams } = services;
  const router = PromiseRouter();

  implementChange(
    router,
    api.acknowledgeAup,
    { httpAuth, auditor, id: 'aup-acknowledge' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyAcknowledgePermission, credentials);
      const acknowledged = await acknowledgements.acknowledge(
        actorOf(credentials),
        credentials.principal,
        { ...params, ...body },
      );
      return {
        version: acknowledged.version,
        sha256: acknowledged.sha256,
        userRef: acknowledged.userRef,
        userName: acknowledged.userName,
        acknowledgedAt: instant(acknowledged.acknowledgedAtMs),
        consentText: acknowledged.consent?.text,
        consentSha256: acknowledged.consent?.sha256,
        seenAt: optionalInstant(acknowledged.seenAtMs),
        hash: acknowledged.hash,
      };
    },
  );

  implementChange(
    router,
    api.declineAup,
    { httpAuth, auditor, id: 'aup-decline' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyAcknowledgePermission, credentials);
      const declined = await mine.decline(
        await teamAccess.caller(credentials),
        credentials.principal,
        { ...params, ...body },
      );
      return toMyAcknowledgement(declined);
    },
  );

  implementRoute(router, api.getMyAcknowledgement, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const { userRef } = await teamAccess.caller(input.credentials);
    return toMyAcknowledgement(await mine.of(userRef));
  });

  implementRoute(router, api.verifyAcknowledgements, httpAuth, async input => {
    await authorize(permissions, auditReadPermission, input.credentials);
    return acknowledgements.verify();
  });

  implementRoute(router, api.getTeamAcknowledgements, httpAuth, async input => {
    const teamRef = input.query.team.toLocaleLowerCase('en-US');
    const visible = await teamAccess.visibleGroups(input.credentials, {
      own: policyReadPermission,
      all: acknowledgementReadAllPermission,
    });
    if (visible !== 'all' && !visible.has(teamRef)) {
      throw new NotAllowedError(
        `You may not see who of '${teamRef}' has acknowledged the policy`,
      );
    }
    const { members, ...team } = await teams.of(teamRef);
    return {
      teamRef,
      ...team,
      members: members.map(
        ({ userRef, name, state, holdsKeys, ...member }) => ({
          userRef,
          name,
          state,
          holdsKeys,
          version: member.acknowledgement?.version,
          acknowledgedAt: optionalInstant(
            member.acknowledgement?.acknowledgedAtMs,
          ),
        }),
      ),
    };
  });

  return router;
}
