import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute } from '../../kernel/implementRoute';
import { InboxSource } from '../../kernel/Inbox';
import { instant, optionalInstant } from '../../kernel/instant';

/** Gathers from every capability what waits for the caller. */
export function inboxRouter(
  kernel: Kernel,
  sources: readonly InboxSource[],
): Router {
  const { httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();
  implementRoute(router, api.getInbox, httpAuth, async ({ credentials }) => {
    const caller = await teamAccess.caller(credentials);
    const waiting = await Promise.all(
      sources.map(source =>
        source.waitingFor({
          caller,
          may: permission => isAllowed(permissions, permission, credentials),
        }),
      ),
    );
    return {
      items: waiting
        .flat()
        .sort((a, b) => a.sinceMs - b.sinceMs)
        .map(({ sinceMs, dueMs, ...item }) => ({
          ...item,
          since: instant(sinceMs),
          due: optionalInstant(dueMs),
        })),
    };
  });
  return router;
}
