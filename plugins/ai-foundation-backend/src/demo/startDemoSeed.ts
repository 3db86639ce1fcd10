import { LifecycleService } from '@backstage/backend-plugin-api';
import { Gateway } from '../gateway/createGateway';
import { Governance } from '../governance/createGovernance';
import { Kernel } from '../kernel/createKernel';
import { DemoSeeder } from './DemoSeeder';
import { readDemoSeed } from './readDemoSeed';

/**
 * Seeds a demo portal in the background; anywhere else it does nothing.
 *
 * @throws InputError where the seed's file is wrong.
 */
export function startDemoSeed(
  kernel: Kernel,
  governance: Governance,
  { keyRequests }: Gateway,
  lifecycle: LifecycleService,
): void {
  const { demo, demoSeed } = kernel.config;
  if (!demo || demoSeed === undefined) {
    return;
  }
  const seeder = new DemoSeeder({
    ...kernel,
    governance,
    keyRequests,
    seed: readDemoSeed(demoSeed),
  });
  const stopping = new AbortController();
  lifecycle.addShutdownHook(() => stopping.abort());
  void seeder.run(stopping.signal);
}
