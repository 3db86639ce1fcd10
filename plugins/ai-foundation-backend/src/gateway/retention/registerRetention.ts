import { Kernel } from '../../kernel/createKernel';
import { RequestRetention } from './RequestRetention';

const INTERVAL_MS = 60 * 60_000;

/** Keeps the ledger from growing without end. */
export function registerRetention(kernel: Kernel): void {
  const retention = new RequestRetention({
    ...kernel,
    config: kernel.config.gateway.retention,
  });
  kernel.jobs.register({
    id: 'requests.forget',
    intervalMs: INTERVAL_MS,
    run: async signal => `${await retention.forget(signal)} deleted`,
  });
}
