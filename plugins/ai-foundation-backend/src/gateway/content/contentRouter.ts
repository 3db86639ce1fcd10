import {
  api,
  contentReadPermission,
  requestReadAllPermission,
  requestReadOwnPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange } from '../../kernel/implementRoute';
import { ContentService } from './ContentService';

/** Reading a prompt and its answer: an act of its own, so the auditor is told. */
export function contentRouter(
  kernel: Kernel,
  contents: ContentService,
): Router {
  const { auditor, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  implementChange(
    router,
    api.getRequestContent,
    { httpAuth, auditor, id: 'content-read' },
    async ({ credentials, params }) => {
      await authorize(permissions, contentReadPermission, credentials);
      const visible = await teamAccess.visibleTeams(credentials, {
        own: requestReadOwnPermission,
        all: requestReadAllPermission,
      });
      const { userRef } = await teamAccess.caller(credentials);
      return contents.read(userRef, params.id, visible);
    },
  );

  return router;
}
