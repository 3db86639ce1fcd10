import {
  api,
  auditReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute } from '../../kernel/implementRoute';
import { optionalInstant } from '../../kernel/instant';

/** Shows the work that runs by itself, so that what has stopped is seen. */
export function jobRouter(kernel: Kernel): Router {
  const { httpAuth, jobs, permissions } = kernel;
  const router = PromiseRouter();
  implementRoute(router, api.listJobs, httpAuth, async ({ credentials }) => {
    await authorize(permissions, auditReadPermission, credentials);
    return {
      items: (await jobs.heartbeats()).map(
        ({ job, startedAtMs, succeededAtMs, ...heartbeat }) => ({
          id: job,
          startedAt: optionalInstant(startedAtMs),
          succeededAt: optionalInstant(succeededAtMs),
          ...heartbeat,
        }),
      ),
    };
  });
  return router;
}
