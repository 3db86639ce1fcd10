import { LoggerService } from '@backstage/backend-plugin-api';
import { AiFoundationConfig } from '../kernel/AiFoundationConfig';
import { CatalogView } from '../kernel/CatalogView';
import { Clock } from '../kernel/Clock';
import { PolicyEpoch } from '../kernel/PolicyEpoch';
import { createDataPlane, DataPlaneHandler } from './createDataPlane';
import { Ledger } from './ledger/types';
import { PolicyCompiler, PolicySources } from './policy/PolicyCompiler';
import { PolicyWatcher } from './policy/PolicyWatcher';
import { InFlight } from './upstream/InFlight';
import { ProviderPools } from './upstream/ProviderPools';

/** How long running requests may take to end at a shutdown. */
const SHUTDOWN_DEADLINE_MS = 10_000;

export interface Gateway {
  handle: DataPlaneHandler;
  /** Lets running requests end within a deadline, then ends them. */
  stop(): Promise<void>;
}

/** The data plane, running. */
export function createGateway(options: {
  config: AiFoundationConfig;
  sources: PolicySources;
  epoch: PolicyEpoch;
  catalogView: CatalogView;
  ledger: Ledger;
  clock: Clock;
  logger: LoggerService;
}): Gateway {
  const { config, sources, epoch, catalogView, ledger, clock, logger } =
    options;
  const watcher = new PolicyWatcher({
    compiler: new PolicyCompiler({ sources, config }),
    epoch,
    catalogView,
    clock,
    logger,
  });
  const pools = new ProviderPools(config.gateway);
  const inFlight = new InFlight();
  watcher.start();
  return {
    handle: createDataPlane({
      config,
      policy: keyId => watcher.current(keyId),
      ledger,
      pools,
      inFlight,
      clock,
      logger,
    }),
    stop: async () => {
      await inFlight.finish(SHUTDOWN_DEADLINE_MS);
      watcher.stop();
      await pools.close();
    },
  };
}
