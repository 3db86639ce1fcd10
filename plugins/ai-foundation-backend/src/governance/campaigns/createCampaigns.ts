import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { AcknowledgementService } from '../aup/AcknowledgementService';
import { AcknowledgementStore } from '../aup/AcknowledgementStore';
import { AupService } from '../aup/AupService';
import { AupStore } from '../aup/AupStore';
import { acknowledgementRouter } from './acknowledgementRouter';
import { CampaignOpener } from './CampaignOpener';
import { CampaignReader } from './CampaignReader';
import { campaignRouter } from './campaignRouter';
import { CampaignRunner } from './CampaignRunner';
import { CampaignService } from './CampaignService';
import { CampaignStore } from './CampaignStore';
import { KeyHolders } from './KeyHolders';
import { MyAcknowledgementService } from './MyAcknowledgementService';
import { TeamStandingService } from './TeamStandingService';

const RUN_INTERVAL_MS = 5 * 60_000;

/** The circulation of the policy, and who has acknowledged it. */
export interface Circulation {
  acknowledgements: AcknowledgementService;
  campaigns: CampaignService;
  keyHolders: KeyHolders;
  mine: MyAcknowledgementService;
  routers: Router[];
}

/** Follows every publication, and runs by itself from then on. */
export function createCampaigns(
  kernel: Kernel,
  versions: AupStore,
  aup: AupService,
): Circulation {
  const { config, jobs, knex } = kernel;
  const { timeZone } = config;
  const countsDemo = config.demo;
  const store = new CampaignStore({ knex, countsDemo });
  const records = new AcknowledgementStore({ knex, countsDemo });
  const acknowledgements = new AcknowledgementService({
    ...kernel,
    store: records,
    versions,
    graceUntil: major => store.graceUntil(major),
  });
  const keyHolders = new KeyHolders();
  const reader = new CampaignReader({
    ...kernel,
    store,
    acknowledgements: records,
  });
  const opener = new CampaignOpener({
    ...kernel,
    store,
    versions,
    acknowledgements: records,
    config: config.aup,
    timeZone,
  });
  const parts = { ...kernel, store, reader, aup, acknowledgements, keyHolders };
  const runner = new CampaignRunner({ ...parts, opener, timeZone });
  const campaigns = new CampaignService(parts);

  aup.onPublish(async (transaction, published) => {
    await opener.open(transaction, published);
  });
  jobs.register({
    id: 'campaigns.run',
    intervalMs: RUN_INTERVAL_MS,
    run: () => runner.run(),
  });
  const mine = new MyAcknowledgementService(parts);
  const teams = new TeamStandingService({
    ...parts,
    rule: config.aup.teamRule,
  });
  return {
    acknowledgements,
    campaigns,
    keyHolders,
    mine,
    routers: [
      acknowledgementRouter(kernel, { acknowledgements, mine, teams }),
      campaignRouter(kernel, campaigns),
    ],
  };
}
