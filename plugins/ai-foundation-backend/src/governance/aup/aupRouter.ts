import { NotAllowedError } from '@backstage/errors';
import {
  acknowledgementReadAllPermission,
  api,
  AupVersion,
  AupVersionSummary,
  policyAcknowledgePermission,
  policyPublishPermission,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant, optionalInstant } from '../../kernel/instant';
import { AcknowledgementService } from './AcknowledgementService';
import { AupService } from './AupService';
import { AupAcknowledgement, PublishedAup } from './types';

export function aupRouter(
  kernel: Kernel,
  service: AupService,
  acknowledgements: AcknowledgementService,
): Router {
  const { auditor, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  implementRoute(router, api.getCurrentAup, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const current = await service.current();
    const { userEntityRef } = input.credentials.principal;
    return toVersion(
      current,
      await acknowledgements.get(current.version, userEntityRef),
    );
  });

  implementRoute(router, api.listAupVersions, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    return { items: (await service.list()).map(toSummary) };
  });

  implementRoute(router, api.getAupVersion, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const { version } = input.params;
    const { userEntityRef } = input.credentials.principal;
    return toVersion(
      await service.get(version),
      await acknowledgements.get(version, userEntityRef),
    );
  });

  implementChange(
    router,
    api.publishAupVersion,
    { httpAuth, auditor, id: 'aup-publish' },
    async ({ body, credentials }) => {
      await authorize(permissions, policyPublishPermission, credentials);
      const { userEntityRef } = credentials.principal;
      const published = await service.publish(
        { userRef: userEntityRef, origin: 'user' },
        body.version,
        body.document,
      );
      return toVersion(published, undefined);
    },
  );

  implementChange(
    router,
    api.acknowledgeAup,
    { httpAuth, auditor, id: 'aup-acknowledge' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyAcknowledgePermission, credentials);
      const caller = await teamAccess.caller(credentials);
      const { acknowledgedAtMs, ...acknowledgement } =
        await acknowledgements.acknowledge(caller, params.version, body.sha256);
      return { ...acknowledgement, acknowledgedAt: instant(acknowledgedAtMs) };
    },
  );

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
    const group = await acknowledgements.standingOfGroup(teamRef);
    return {
      teamRef,
      version: group.version,
      acknowledged: group.acknowledged,
      members: group.members.map(({ acknowledgement, ...member }) => ({
        ...member,
        version: acknowledgement?.version,
        acknowledgedAt: optionalInstant(acknowledgement?.acknowledgedAtMs),
      })),
    };
  });

  return router;
}

function toSummary(aup: PublishedAup): AupVersionSummary {
  return {
    version: aup.version,
    title: aup.title,
    sha256: aup.sha256,
    publishedAt: instant(aup.publishedAtMs),
    publishedBy: aup.publishedBy,
  };
}

function toVersion(
  aup: PublishedAup,
  acknowledgement: AupAcknowledgement | undefined,
): AupVersion {
  return {
    ...toSummary(aup),
    document: aup.document,
    text: aup.text,
    acknowledgedAt: optionalInstant(acknowledgement?.acknowledgedAtMs),
  };
}
