import { Router } from 'express';
import { Kernel } from '../kernel/createKernel';
import { InboxSource } from '../kernel/Inbox';
import { AcknowledgementService } from './aup/AcknowledgementService';
import { aupRouter } from './aup/aupRouter';
import { AupService } from './aup/AupService';
import { AupStore } from './aup/AupStore';
import { ceilingRouter } from './ceilings/ceilingRouter';
import { CeilingService } from './ceilings/CeilingService';
import { CeilingStore } from './ceilings/CeilingStore';
import { modelRouter } from './models/modelRouter';
import { ModelService } from './models/ModelService';
import { ModelStore } from './models/ModelStore';
import { SeatService } from './seats/SeatService';
import { SeatStore } from './seats/SeatStore';

/** What the organisation has decided. */
export interface Governance {
  acknowledgements: AcknowledgementService;
  aup: AupService;
  ceilings: CeilingService;
  models: ModelService;
  modelStore: ModelStore;
  seats: SeatService;
  inboxSources: InboxSource[];
  routers: Router[];
}

export function createGovernance(kernel: Kernel): Governance {
  const { clock, config, knex } = kernel;
  const countsDemo = config.demo;
  const aupStore = new AupStore({ knex, countsDemo });
  const modelStore = new ModelStore({ knex, countsDemo });
  const aup = new AupService({ ...kernel, store: aupStore });
  const acknowledgements = new AcknowledgementService({
    ...kernel,
    store: aupStore,
  });
  const models = new ModelService({ ...kernel, store: modelStore });
  const ceilings = new CeilingService({
    ...kernel,
    store: new CeilingStore(knex),
    timeZone: config.timeZone,
    clock,
  });
  const seats = new SeatService({
    ...kernel,
    store: new SeatStore({ knex, countsDemo }),
  });
  return {
    acknowledgements,
    aup,
    ceilings,
    models,
    modelStore,
    seats,
    inboxSources: [],
    routers: [
      aupRouter(kernel, aup, acknowledgements),
      modelRouter(kernel, models),
      ceilingRouter(kernel, ceilings),
    ],
  };
}
