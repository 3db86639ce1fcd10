import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { SeatService } from '../seats/SeatService';
import { CeilingAlerts } from './CeilingAlerts';
import { CeilingEvaluator } from './CeilingEvaluator';
import { CeilingEventStore } from './CeilingEventStore';
import { CeilingInbox } from './CeilingInbox';
import { ceilingRouter } from './ceilingRouter';
import { CeilingService } from './CeilingService';
import { CeilingStore } from './CeilingStore';
import { EVALUATION_INTERVAL_MS, EVALUATION_JOB } from './evaluationJob';
import { raiseRouter } from './raiseRouter';
import { RaiseService } from './RaiseService';
import { RaiseStore } from './RaiseStore';

/** Cost ceilings, their raises, and who hears of them. */
export interface Ceilings {
  ceilings: CeilingService;
  ceilingStore: CeilingStore;
  ceilingEvaluator: CeilingEvaluator;
  ceilingAlerts: CeilingAlerts;
  raises: RaiseService;
  inboxSource: InboxSource;
  routers: Router[];
}

export function createCeilings(kernel: Kernel, seats: SeatService): Ceilings {
  const { clock, config, jobs, knex } = kernel;
  const database = { knex, countsDemo: config.demo };
  const store = new CeilingStore(database);
  const raiseStore = new RaiseStore(database);
  const events = new CeilingEventStore(knex);
  const ceilings = new CeilingService({
    ...kernel,
    store,
    raises: raiseStore,
    timeZone: config.timeZone,
    clock,
  });
  const raises = new RaiseService({
    ...kernel,
    store: raiseStore,
    ceilings: store,
    seats,
  });
  const alerts = new CeilingAlerts({ ...kernel, events, ceilings });
  const evaluator = new CeilingEvaluator({
    ...kernel,
    store,
    ceilings,
    events,
    seats,
  });
  jobs.register({
    id: EVALUATION_JOB,
    intervalMs: EVALUATION_INTERVAL_MS,
    run: () => evaluator.evaluateAll(),
  });
  return {
    ceilings,
    ceilingStore: store,
    ceilingEvaluator: evaluator,
    ceilingAlerts: alerts,
    raises,
    inboxSource: new CeilingInbox({ ...kernel, raises, alerts }),
    routers: [
      ceilingRouter(kernel, ceilings, alerts),
      raiseRouter(kernel, ceilings, raises),
    ],
  };
}
