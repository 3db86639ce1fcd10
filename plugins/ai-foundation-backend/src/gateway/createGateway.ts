import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { DiscoveryService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Router } from 'express';
import { Governance } from '../governance/createGovernance';
import { Kernel } from '../kernel/createKernel';
import { isSqlite } from '../kernel/openDatabase';
import { createRuntime } from './createRuntime';
import { createContents } from './content/createContents';
import { dataPlaneRouter } from './dataPlaneRouter';
import { HeldKey } from '../governance/campaigns/KeyHolders';
import { drillRouter } from './drills/drillRouter';
import { DrillService } from './drills/DrillService';
import { DrillStore } from './drills/DrillStore';
import { healthRouter } from './health/healthRouter';
import { HealthService } from './health/HealthService';
import { ReportStore } from './health/ReportStore';
import { createKeys } from './keys/createKeys';
import { ExternalInspectors } from './inspection/ExternalInspectors';
import { KeyRequestService } from './keys/KeyRequestService';
import { KeyStore } from './keys/KeyStore';
import { createSimulations } from './simulation/createSimulations';
import { CatalogSharer } from './policy/CatalogSharer';
import { policyCatalogOf } from './policy/PolicyCatalog';
import { SharedCatalogStore } from './policy/SharedCatalogStore';
import { registerRetention } from './retention/registerRetention';

/** A portal reads its own catalog every few seconds. */
const MAX_CATALOG_AGE_MS = 60_000;

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
  /** Authenticated by Backstage. */
  healthRouter: Router;
  /** Authenticated by Backstage. */
  contentRouter: Router;
  /** Authenticated by Backstage. */
  simulationRouter: Router;
  /** Authenticated by issued keys alone; it begins with its dialects' prefixes. */
  dataPlane: Router;
  /** Of the own port, where there is one; call after the start. */
  listenerUrl(): string | undefined;
  /** Call before the first request. */
  start(): Promise<void>;
  /** Lets running requests end within a deadline, and loses no row. */
  stop(): Promise<void>;
}

export function createGateway(
  kernel: Kernel,
  governance: Governance,
  parts: {
    dialects: readonly Dialect[];
    discovery: DiscoveryService;
    inspectors: ExternalInspectors;
    metrics: MetricsService;
    version: string;
  },
): Gateway {
  const { dialects } = parts;
  const { config, knex, clock, logger } = kernel;
  const keys = createKeys(kernel, governance);
  governance.circulation.keyHolders.tellBy(() => heldKeys(keys.store, clock()));
  const catalog = policyCatalogOf(kernel.catalogView, config);
  const runtime = createRuntime({
    ...kernel,
    catalog,
    maxCatalogAgeMs: config.gateway.maxCatalogAgeMs ?? MAX_CATALOG_AGE_MS,
    ...parts,
    role: 'portal',
  });
  const health = new HealthService({
    own: runtime.health,
    store: new ReportStore(knex),
    clock,
  });
  const sharer = new CatalogSharer({
    catalog,
    store: new SharedCatalogStore(knex),
    settings: config,
    logger,
  });
  const contentRouter = createContents(kernel);
  registerRetention(kernel);
  const drills = new DrillService({
    ...kernel,
    store: new DrillStore(knex),
    ledger: runtime.ledger,
    control: governance.costControl,
  });
  return {
    keyRouter: keys.router,
    keyRequests: keys.requests,
    drillRouter: drillRouter(kernel, drills),
    healthRouter: healthRouter(kernel, health, parts.discovery),
    contentRouter,
    simulationRouter: createSimulations(kernel, { ...runtime, dialects }),
    dataPlane: dataPlaneRouter(runtime.dispatch),
    listenerUrl: () => runtime.listener?.url,
    async start() {
      await runtime.start();
      // Nobody else can be there to read it on SQLite, which is one process's.
      if (!isSqlite(knex)) {
        sharer.start();
      }
    },
    async stop() {
      sharer.stop();
      await runtime.stop();
    },
  };
}
