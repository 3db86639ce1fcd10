import { NotAllowedError } from '@backstage/errors';
import {
  acknowledgementReadAllPermission,
  api,
  AupDocument,
  policyAcknowledgePermission,
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
import { toVersion, toVersionSummary } from './policyAnswers';
import { policyReferences } from './policyReferences';
import { RatificationService } from './RatificationService';
import { traceabilityCsv, traceabilityOf } from './traceability';

export function aupRouter(
  kernel: Kernel,
  service: AupService,
  acknowledgements: AcknowledgementService,
  ratifications: RatificationService,
): Router {
  const { auditor, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();
  const traceability = async (document: AupDocument) =>
    traceabilityOf(
      document,
      policyReferences(await kernel.catalogView.current(), kernel.clock()),
    );

  implementRoute(router, api.getCurrentAup, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const current = await service.current();
    const { userEntityRef } = input.credentials.principal;
    return toVersion(
      current,
      await ratifications.list(),
      await acknowledgements.get(current.version, userEntityRef),
    );
  });

  implementRoute(router, api.listAupVersions, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const records = await ratifications.list();
    return {
      items: (await service.list()).map(aup => toVersionSummary(aup, records)),
    };
  });

  implementRoute(router, api.getAupVersion, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const { version } = input.params;
    const { userEntityRef } = input.credentials.principal;
    return toVersion(
      await service.get(version),
      await ratifications.list(),
      await acknowledgements.get(version, userEntityRef),
    );
  });

  implementRoute(router, api.getAupTraceability, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const { version, sha256, document } = await service.get(
      input.params.version,
    );
    return { version, sha256, rows: await traceability(document) };
  });

  implementRoute(router, api.exportAupTraceability, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const { document } = await service.get(input.params.version);
    return traceabilityCsv(await traceability(document));
  });

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
