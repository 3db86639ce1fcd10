import {
  api,
  KeyRequest,
  keyIssuePermission,
  keyManageOwnPermission,
  keyReadAllPermission,
  keyRevokeAllPermission,
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
import { wayOf } from './checkKeyRequest';
import { keyAnswer } from './keyAnswer';
import { KeyLifecycle, Reach } from './KeyLifecycle';
import { KeyRequestService } from './KeyRequestService';
import { KeyService } from './KeyService';
import { IssuedKey } from './types';

/** Listing, checking and issuing keys, and what happens to them after that. */
export function keyRouter(
  kernel: Kernel,
  service: KeyService,
  lifecycle: KeyLifecycle,
  requests: KeyRequestService,
): Router {
  const { auditor, clock, config, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();
  const change = (id: string) => ({ httpAuth, auditor, id });

  const answerOf = async (key: IssuedKey) =>
    keyAnswer(key, await service.footing(), clock(), config.keys.use);

  const reachOf = async (credentials: UserCredentials): Promise<Reach> => {
    if (await isAllowed(permissions, keyRevokeAllPermission, credentials)) {
      return 'all';
    }
    await authorize(permissions, keyManageOwnPermission, credentials);
    return 'own';
  };

  implementRoute(
    router,
    api.listKeys,
    httpAuth,
    async ({ credentials, query }) => {
      const visible = await teamAccess.visibleTeams(credentials, {
        own: keyManageOwnPermission,
        all: keyReadAllPermission,
      });
      const owners = [query.owner ?? []]
        .flat()
        .map(ref => ref.toLocaleLowerCase('en-US'));
      const [keys, footing] = await Promise.all([
        service.list(visible, owners),
        service.footing(),
      ]);
      return {
        items: keys.map(key =>
          keyAnswer(key, footing, clock(), config.keys.use),
        ),
      };
    },
  );

  implementRoute(
    router,
    api.checkKeyRequest,
    httpAuth,
    async ({ body, credentials }) => {
      await authorizeRequest(kernel, body, credentials);
      const caller = await teamAccess.caller(credentials);
      const verdicts = await service.check(caller, body);
      const way = wayOf(verdicts);
      return {
        issuable: way === 'at-once',
        way,
        approvers:
          way === 'needs-approval'
            ? await requests.approversFor(caller.userRef)
            : [],
        checks: verdicts.map(({ control, outcome, reason }) => ({
          control,
          passed: outcome === 'passed' || outcome === 'approval',
          needsApproval: outcome === 'approval',
          reason,
        })),
      };
    },
  );

  implementChange(
    router,
    api.issueKey,
    change('key-issue'),
    async ({ body, credentials }) => {
      await authorizeRequest(kernel, body, credentials);
      const caller = await teamAccess.caller(credentials);
      const { key, secret } = await service.issue(caller, body);
      return { key: await answerOf(key), secret };
    },
  );

  implementChange(
    router,
    api.revokeKey,
    change('key-revoke'),
    async ({ credentials, params }) => {
      const reach = await reachOf(credentials);
      const caller = await teamAccess.caller(credentials);
      return answerOf(await lifecycle.revoke(caller, params.id, reach));
    },
  );

  implementChange(
    router,
    api.rotateKey,
    change('key-rotate'),
    async ({ body, credentials, params }) => {
      // Who may end every key may still not have the secret of one.
      await authorize(permissions, keyManageOwnPermission, credentials);
      const caller = await teamAccess.caller(credentials);
      const { key, secret } = await lifecycle.rotate(
        caller,
        params.id,
        body.overlapHours,
      );
      return { key: await answerOf(key), secret };
    },
  );

  implementChange(
    router,
    api.endKeyOverlap,
    change('key-overlap-end'),
    async ({ credentials, params }) => {
      const reach = await reachOf(credentials);
      const caller = await teamAccess.caller(credentials);
      return answerOf(await lifecycle.endOverlap(caller, params.id, reach));
    },
  );

  implementChange(
    router,
    api.suspendKey,
    change('key-suspend'),
    async ({ body, credentials, params }) => {
      await authorize(permissions, keyRevokeAllPermission, credentials);
      const caller = await teamAccess.caller(credentials);
      return answerOf(await lifecycle.suspend(caller, params.id, body.reason));
    },
  );

  implementChange(
    router,
    api.resumeKey,
    change('key-resume'),
    async ({ body, credentials, params }) => {
      await authorize(permissions, keyRevokeAllPermission, credentials);
      const caller = await teamAccess.caller(credentials);
      return answerOf(await lifecycle.resume(caller, params.id, body.reason));
    },
  );

  return router;
}

/** Keys for probes are for those who answer for every key. */
export async function authorizeRequest(
  { permissions }: Kernel,
  { kind }: KeyRequest,
  credentials: UserCredentials,
): Promise<void> {
  await authorize(
    permissions,
    kind === 'validation' ? keyRevokeAllPermission : keyIssuePermission,
    credentials,
  );
}
