import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { SeatService } from '../seats/SeatService';
import { modelRouter } from './modelRouter';
import { ModelService } from './ModelService';
import { ModelStore } from './ModelStore';
import { ModelWatch } from './ModelWatch';

const LOOK_INTERVAL_MS = 60_000;

/** Decisions about models, and what tells people that one waits. */
export function createModels(
  kernel: Kernel,
  seats: SeatService,
): {
  models: ModelService;
  modelStore: ModelStore;
  inboxSource: InboxSource;
  router: Router;
} {
  const { config, jobs, knex } = kernel;
  const modelStore = new ModelStore({ knex, countsDemo: config.demo });
  const models = new ModelService({ ...kernel, store: modelStore, seats });
  const watch = new ModelWatch({ ...kernel, store: modelStore, models });
  jobs.register({
    id: 'models.watch',
    intervalMs: LOOK_INTERVAL_MS,
    run: () => watch.look(),
  });
  return {
    models,
    modelStore,
    inboxSource: watch,
    router: modelRouter(kernel, models),
  };
}
