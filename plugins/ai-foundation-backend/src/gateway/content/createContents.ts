import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { contentRouter } from './contentRouter';
import { ContentService } from './ContentService';
import { ContentStore } from './ContentStore';

const FORGET_INTERVAL_MS = 60 * 60_000;

/** What reads kept prompts and answers, and deletes them when their time is over. */
export function createContents(kernel: Kernel): Router {
  const contents = new ContentService({
    ...kernel,
    store: new ContentStore(kernel.knex),
    config: kernel.config.gateway.contentLogging,
  });
  kernel.jobs.register({
    id: 'content.forget',
    intervalMs: FORGET_INTERVAL_MS,
    run: async signal => `${await contents.forget(signal)} deleted`,
  });
  return contentRouter(kernel, contents);
}
