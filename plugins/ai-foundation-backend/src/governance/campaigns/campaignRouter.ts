import {
  acknowledgementReadAllPermission,
  api,
  CampaignExport,
  campaignManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant } from '../../kernel/instant';
import {
  toCampaign,
  toCampaignDetail,
  toCampaignRecipient,
} from './campaignAnswers';
import { campaignCsv } from './campaignCsv';
import { CampaignService } from './CampaignService';
import { Recipient } from './types';

export function campaignRouter(
  kernel: Kernel,
  campaigns: CampaignService,
): Router {
  const { auditor, catalogView, clock, httpAuth, permissions } = kernel;
  const router = PromiseRouter();
  const read = acknowledgementReadAllPermission;
  const manage = campaignManagePermission;

  const detailOf = async (version: string) =>
    toCampaignDetail(await campaigns.get(version), await catalogView.current());

  const exportOf = async (version: string): Promise<CampaignExport> => {
    const whole = await campaigns.get(version);
    return {
      ...toCampaignDetail(whole, await catalogView.current()),
      exportedAt: instant(clock()),
      recipients: whole.recipients.map(toCampaignRecipient),
    };
  };

  implementRoute(router, api.listCampaigns, httpAuth, async input => {
    await authorize(permissions, read, input.credentials);
    return { items: (await campaigns.list()).map(toCampaign) };
  });

  implementRoute(router, api.getCampaign, httpAuth, async input => {
    await authorize(permissions, read, input.credentials);
    return detailOf(input.params.version);
  });

  implementRoute(router, api.listCampaignRecipients, httpAuth, async input => {
    await authorize(permissions, read, input.credentials);
    const { state, group, cursor, limit } = input.query;
    const { recipients } = await campaigns.get(input.params.version);
    const found = recipients.filter(
      recipient =>
        (group === undefined || recipient.groupRef === group) &&
        (state === undefined || shownAs(recipient) === state),
    );
    // A cursor is the ref of the last person of the page before.
    const start = found.findIndex(({ userRef }) => userRef === cursor) + 1;
    const page = found.slice(start, start + limit);
    return {
      items: page.map(toCampaignRecipient),
      nextCursor:
        start + limit < found.length ? page.at(-1)?.userRef : undefined,
    };
  });

  implementChange(
    router,
    api.setCampaignDue,
    { httpAuth, auditor, id: 'campaign-due' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, manage, credentials);
      await campaigns.setDue(actorOf(credentials), params.version, {
        dueAtMs: Date.parse(body.dueAt),
        reason: body.reason,
      });
      return detailOf(params.version);
    },
  );

  implementChange(
    router,
    api.exemptFromCampaign,
    { httpAuth, auditor, id: 'campaign-exempt' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, manage, credentials);
      const exempted = await campaigns.exempt(
        actorOf(credentials),
        params.version,
        {
          userRef: body.userRef.toLocaleLowerCase('en-US'),
          untilMs: Date.parse(body.until),
          reason: body.reason,
        },
      );
      return toCampaignRecipient(exempted);
    },
  );

  implementRoute(router, api.exportCampaign, httpAuth, async input => {
    await authorize(permissions, manage, input.credentials);
    return exportOf(input.params.version);
  });

  implementRoute(router, api.exportCampaignCsv, httpAuth, async input => {
    await authorize(permissions, manage, input.credentials);
    return campaignCsv(await exportOf(input.params.version));
  });

  return router;
}

/** People who left are found by that alone. */
function shownAs({ leftAtMs, state }: Recipient) {
  return leftAtMs === undefined ? state : 'left';
}
