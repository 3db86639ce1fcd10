import {
  api,
  auditReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute, UserCredentials } from '../../kernel/implementRoute';
import { AuditService } from './AuditService';

export function auditRouter(kernel: Kernel, audit: AuditService): Router {
  const { httpAuth, permissions } = kernel;
  const router = PromiseRouter();
  const mayRead = (credentials: UserCredentials) =>
    authorize(permissions, auditReadPermission, credentials);

  implementRoute(
    router,
    api.listAuditEntries,
    httpAuth,
    async ({ query, credentials }) => {
      await mayRead(credentials);
      return audit.list(query);
    },
  );

  implementRoute(router, api.verifyAudit, httpAuth, async ({ credentials }) => {
    await mayRead(credentials);
    return audit.verify();
  });

  implementRoute(
    router,
    api.exportAudit,
    httpAuth,
    async ({ query, credentials }) => {
      await mayRead(credentials);
      return audit.export(query.after, query.limit);
    },
  );

  implementRoute(
    router,
    api.exportAuditCsv,
    httpAuth,
    async ({ query, credentials }) => {
      await mayRead(credentials);
      return audit.csv(query);
    },
  );

  // After those with a name of their own, which would look like numbers to it.
  implementRoute(
    router,
    api.getAuditEntry,
    httpAuth,
    async ({ params, credentials }) => {
      await mayRead(credentials);
      return audit.get(params.seq);
    },
  );

  return router;
}
