import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { BEN, GIL, TOM } from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** From a version that is circulated to what became of it, person by person. */
export const circulationWalk: Walk = async (ask, bench) => {
  const { version, sha256 } = await ask(BEN, api.getCurrentAup);
  const params = { version };
  await ask(BEN, api.getMyAcknowledgement);
  await ask(BEN, api.declineAup, {
    params,
    body: { sha256, reason: 'Rule H1 cannot be kept at night.' },
  });
  await ask(GIL, api.exemptFromCampaign, {
    params,
    body: {
      userRef: TOM,
      until: new Date(Date.now() + 1_000_000_000).toISOString(),
      reason: 'On parental leave.',
    },
  });
  await bench.runJob('outbox.deliver');
  await ask(GIL, api.setCampaignDue, {
    params,
    body: {
      dueAt: new Date(Date.now() + 2_000_000_000).toISOString(),
      reason: 'The holidays.',
    },
  });
  await ask(GIL, api.listCampaigns);
  await ask(GIL, api.getCampaign, { params });
  await ask(GIL, api.listCampaignRecipients, {
    params,
    query: { state: 'declined' },
  });
  await ask(GIL, api.exportCampaign, { params });
  await ask(GIL, api.exportCampaignCsv, { params });
  await ask(GIL, api.verifyAcknowledgements);
};
