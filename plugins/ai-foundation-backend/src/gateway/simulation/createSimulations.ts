import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Router } from 'express';
import { CeilingStore } from '../../governance/ceilings/CeilingStore';
import { Kernel } from '../../kernel/createKernel';
import { RunningLedger } from '../ledger/createLedger';
import { PolicySnapshot } from '../policy/PolicySnapshot';
import { ReplayService } from './ReplayService';
import { ReplayStore } from './ReplayStore';
import { simulationRouter } from './simulationRouter';
import { SimulationService } from './SimulationService';
import { UsedMinuteStore } from './UsedMinuteStore';

/** What the gateway would do: with a request, and after a change of the rules. */
export function createSimulations(
  kernel: Kernel,
  options: {
    dialects: readonly Dialect[];
    policy: (keyId: string) => Promise<PolicySnapshot>;
    standingsFor: RunningLedger['standingsFor'];
  },
): Router {
  const { config, knex } = kernel;
  const minutes = new UsedMinuteStore(knex);
  return simulationRouter(
    kernel,
    new SimulationService({
      ...kernel,
      ...options,
      minuteOf: keyId => minutes.minuteOf(keyId),
    }),
    new ReplayService({
      ...kernel,
      ...options,
      store: new ReplayStore(knex),
      ceilings: new CeilingStore({ knex, countsDemo: config.demo }),
    }),
  );
}
