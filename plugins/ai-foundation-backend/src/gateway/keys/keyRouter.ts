import {
  api,
  Key,
  keyIssuePermission,
  keyManageOwnPermission,
  keyReadAllPermission,
  keyRevokeAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant, optionalInstant } from '../../kernel/instant';
import { KeyService } from './KeyService';
import { IssuedKey } from './types';

export function keyRouter(kernel: Kernel, service: KeyService): Router {
  const { auditor, clock, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

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
      const keys = await service.list(visible, owners);
      return { items: keys.map(key => toKey(key, clock())) };
    },
  );

  implementRoute(
    router,
    api.checkKeyRequest,
    httpAuth,
    async ({ body, credentials }) => {
      await authorize(permissions, keyIssuePermission, credentials);
      const caller = await teamAccess.caller(credentials);
      const verdicts = await service.check(caller, body);
      return {
        issuable: verdicts.every(({ passed }) => passed),
        checks: verdicts.map(({ control, passed, reason }) => ({
          control,
          passed,
          reason,
        })),
      };
    },
  );

  implementChange(
    router,
    api.issueKey,
    { httpAuth, auditor, id: 'key-issue' },
    async ({ body, credentials }) => {
      await authorize(permissions, keyIssuePermission, credentials);
      const caller = await teamAccess.caller(credentials);
      const { key, secret } = await service.issue(caller, body);
      return { key: toKey(key, clock()), secret };
    },
  );

  implementChange(
    router,
    api.revokeKey,
    { httpAuth, auditor, id: 'key-revoke' },
    async ({ credentials, params }) => {
      const all = await isAllowed(
        permissions,
        keyRevokeAllPermission,
        credentials,
      );
      if (!all) {
        await authorize(permissions, keyManageOwnPermission, credentials);
      }
      const caller = await teamAccess.caller(credentials);
      const key = await service.revoke(caller, params.id, all ? 'all' : 'own');
      return toKey(key, clock());
    },
  );

  return router;
}

function toKey(key: IssuedKey, nowMs: number): Key {
  return {
    id: key.id,
    ownerRef: key.ownerRef,
    teamRef: key.teamRef,
    applicationRef: key.applicationRef,
    purpose: key.purpose,
    models: [...key.modelRefs],
    tier: key.tier,
    state: stateOf(key, nowMs),
    createdBy: key.createdBy,
    createdAt: instant(key.createdAtMs),
    expiresAt: instant(key.expiresAtMs),
    revokedAt: optionalInstant(key.revokedAtMs),
    revokedBy: key.revokedBy,
    lastUsedAt: optionalInstant(key.lastUsedAtMs),
    aupVersion: key.aupVersion,
  };
}

function stateOf(key: IssuedKey, nowMs: number): Key['state'] {
  if (key.revokedAtMs !== undefined) {
    return 'revoked';
  }
  return key.expiresAtMs <= nowMs ? 'expired' : 'active';
}
