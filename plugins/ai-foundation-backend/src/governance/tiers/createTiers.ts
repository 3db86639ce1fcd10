import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { SeatService } from '../seats/SeatService';
import { ClassificationRuleService } from './ClassificationRuleService';
import { ClassificationStore } from './ClassificationStore';
import { initialSetRouter } from './initialSetRouter';
import { InitialSetService } from './InitialSetService';
import { InitialSetStore } from './InitialSetStore';
import { tierInbox } from './tierInbox';
import { tierRouter } from './tierRouter';
import { TierService } from './TierService';

/** Data tiers, and what classifies data sources. */
export interface Tiers {
  service: TierService;
  rules: ClassificationRuleService;
  initialSets: InitialSetService;
  routers: Router[];
  inbox: InboxSource;
}

export function createTiers(
  kernel: Kernel,
  governance: {
    seats: SeatService;
    /** Refs of the data sources that the usage inventory names. */
    inventorySources: () => Promise<readonly string[]>;
  },
): Tiers {
  const { config, knex } = kernel;
  const countsDemo = config.demo;
  const store = new ClassificationStore({ knex, countsDemo });
  const service = new TierService({ ...kernel, ...governance, store });
  const rules = new ClassificationRuleService({ ...kernel, store });
  const initialSets = new InitialSetService({
    ...kernel,
    ...governance,
    store: new InitialSetStore({ knex, countsDemo }),
    tiers: service,
  });
  return {
    service,
    rules,
    initialSets,
    routers: [
      tierRouter(kernel, service, rules),
      initialSetRouter(kernel, initialSets),
    ],
    inbox: tierInbox({ ...kernel, tiers: service, initialSets }),
  };
}
