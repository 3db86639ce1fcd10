import {
  api,
  auditReadPermission,
  policyReadPermission,
  seatManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { toCharters, toMeetings } from './seatAnswers';
import { WorkingGroupService } from './WorkingGroupService';

export function workingGroupRouter(
  kernel: Kernel,
  service: WorkingGroupService,
): Router {
  const { auditor, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.listCharters,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      return { items: toCharters(await service.charters()) };
    },
  );

  implementChange(
    router,
    api.proposeCharter,
    { httpAuth, auditor, id: 'charter-propose' },
    async ({ body, credentials }) => {
      await authorize(permissions, seatManagePermission, credentials);
      const { version } = await service.proposeCharter(
        actorOf(credentials),
        body,
      );
      return charterAnswer(version);
    },
  );

  implementChange(
    router,
    api.approveCharter,
    { httpAuth, auditor, id: 'charter-approve' },
    async ({ params, body, credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      await service.approveCharter(
        actorOf(credentials),
        params.version,
        body.sha256,
      );
      return charterAnswer(params.version);
    },
  );

  // Minutes can name what is not for everybody, so the seats alone read them.
  implementRoute(
    router,
    api.listMeetings,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, auditReadPermission, credentials);
      return { items: toMeetings(await service.meetings()) };
    },
  );

  implementChange(
    router,
    api.recordMeeting,
    { httpAuth, auditor, id: 'meeting-record' },
    async ({ body, credentials }) => {
      await authorize(permissions, seatManagePermission, credentials);
      return toMeetings([
        await service.recordMeeting(actorOf(credentials), body),
      ])[0];
    },
  );

  /** A version with the state that it has among the others. */
  async function charterAnswer(version: number) {
    const charters = toCharters(await service.charters());
    return charters.find(charter => charter.version === version)!;
  }

  return router;
}
