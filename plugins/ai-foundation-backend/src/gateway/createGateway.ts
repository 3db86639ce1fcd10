import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { InputError } from '@backstage/errors';
import { Router } from 'express';
import { Governance } from '../governance/createGovernance';
import { AiFoundationConfig } from '../kernel/AiFoundationConfig';
import { Kernel } from '../kernel/createKernel';
import { dataPlaneRouter } from './dataPlaneRouter';
import { HeldKey } from '../governance/campaigns/KeyHolders';
import { drillRouter } from './drills/drillRouter';
import { DrillService } from './drills/DrillService';
import { DrillStore } from './drills/DrillStore';
import { createKeys } from './keys/createKeys';
import { KeyRequestService } from './keys/KeyRequestService';
import { KeyStore } from './keys/KeyStore';
import { createLedger } from './ledger/createLedger';
import { PolicyCompiler } from './policy/PolicyCompiler';
import { PolicyWatcher } from './policy/PolicyWatcher';
import { InFlight } from './upstream/InFlight';
import { ProviderPools } from './upstream/ProviderPools';

/** How long running requests may take to end at a shutdown. */
const SHUTDOWN_DEADLINE_MS = 10_000;

/** The keys that work, and who answers for each. */
async function heldKeys(store: KeyStore, nowMs: number): Promise<HeldKey[]> {
  const keys = await store.list({ teams: 'all', owners: [] });
  return keys
    .filter(
      ({ revokedAtMs, expiresAtMs }) =>
        revokedAtMs === undefined && expiresAtMs > nowMs,
    )
    .map(({ id, teamRef, createdBy }) => ({ id, teamRef, userRef: createdBy }));
}

/** What happens to a request. */
export interface Gateway {
  /** Authenticated by Backstage. */
  keyRouter: Router;
  /** Those that a person decides about. */
  keyRequests: KeyRequestService;
  /** Authenticated by Backstage. */
  drillRouter: Router;
  /** Authenticated by issued keys alone; it begins with its dialects' prefixes. */
  dataPlane: Router;
  /** Call before the first request. */
  start(): Promise<void>;
  /** Lets running requests end within a deadline, and loses no row. */
  stop(): Promise<void>;
}

/** @throws InputError where a provider speaks a dialect that nobody has taught the gateway. */
function checkDialects(
  { providers }: AiFoundationConfig,
  dialects: readonly Dialect[],
): void {
  const known = dialects.map(({ id }) => id);
  for (const { id, dialect } of providers.values()) {
    if (!known.includes(dialect)) {
      throw new InputError(
        `aiFoundation.providers.${id}.dialect is '${dialect}', and can be ${known.join(
          ', ',
        )}`,
      );
    }
  }
}

export function createGateway(
  kernel: Kernel,
  governance: Governance,
  dialects: readonly Dialect[],
): Gateway {
  const { config, knex, clock, logger } = kernel;
  checkDialects(config, dialects);
  const keys = createKeys(kernel, governance);
  governance.circulation.keyHolders.tellBy(() => heldKeys(keys.store, clock()));
  const running = createLedger({
    knex,
    clock,
    logger,
    timeZone: config.timeZone,
    countsDemo: config.demo,
  });
  const drills = new DrillService({
    ...kernel,
    store: new DrillStore(knex),
    ledger: running.ledger,
    control: governance.costControl,
  });
  const watcher = new PolicyWatcher({
    ...kernel,
    compiler: new PolicyCompiler({
      config,
      sources: {
        keys: keys.store,
        models: governance.modelStore,
        acknowledgements: governance.acknowledgements,
        exemptions: governance.exemptions,
      },
    }),
  });
  const pools = new ProviderPools(config.gateway);
  const inFlight = new InFlight();
  const dataPlane = dataPlaneRouter(
    {
      config,
      policy: keyId => watcher.current(keyId),
      ledger: running.ledger,
      secretUse: keys.secretUse,
      pools,
      inFlight,
      clock,
      logger,
    },
    dialects,
  );
  return {
    keyRouter: keys.router,
    keyRequests: keys.requests,
    drillRouter: drillRouter(kernel, drills),
    dataPlane,
    async start() {
      await running.start();
      watcher.start();
    },
    async stop() {
      await inFlight.finish(SHUTDOWN_DEADLINE_MS);
      watcher.stop();
      await running.stop();
      await pools.close();
    },
  };
}
