import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { AupService } from '../aup/AupService';
import { SeatService } from '../seats/SeatService';
import { exemptionInbox } from './exemptionInbox';
import { ExemptionNotices } from './ExemptionNotices';
import { exemptionRouter } from './exemptionRouter';
import { ExemptionService } from './ExemptionService';
import { ExemptionStore } from './ExemptionStore';

/** Exemptions from rules of the policy. */
export interface Exemptions {
  service: ExemptionService;
  router: Router;
  inbox: InboxSource;
}

export function createExemptions(
  kernel: Kernel,
  governance: { aup: AupService; seats: SeatService },
): Exemptions {
  const { config, jobs, knex } = kernel;
  const store = new ExemptionStore({ knex, countsDemo: config.demo });
  const service = new ExemptionService({
    ...kernel,
    ...governance,
    store,
    maxDays: config.exemptions.maxDays,
  });
  jobs.register(new ExemptionNotices({ ...kernel, store }).job());
  return {
    service,
    router: exemptionRouter(kernel, service),
    inbox: exemptionInbox({ ...kernel, service }),
  };
}
