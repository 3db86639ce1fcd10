import {
  api,
  AupDocument,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute } from '../../kernel/implementRoute';
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
  const { httpAuth, permissions } = kernel;
  const router = PromiseRouter();
  const traceability = async (document: AupDocument) =>
    traceabilityOf(
      document,
      policyReferences(await kernel.catalogView.current(), kernel.clock()),
    );

  implementRoute(router, api.getCurrentAup, httpAuth, async input => {
    await authorize(permissions, policyReadPermission, input.credentials);
    const current = await service.current();
    const { userRef } = actorOf(input.credentials);
    await acknowledgements.see(current.version, userRef);
    return toVersion(
      current,
      await ratifications.list(),
      await acknowledgements.get(current.version, userRef),
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
    const { userRef } = actorOf(input.credentials);
    const aup = await service.get(version);
    await acknowledgements.see(version, userRef);
    return toVersion(
      aup,
      await ratifications.list(),
      await acknowledgements.get(version, userRef),
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

  return router;
}
