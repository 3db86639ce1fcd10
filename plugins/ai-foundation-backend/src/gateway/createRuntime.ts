import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { GatewayReplica } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { AiFoundationConfig } from '../kernel/AiFoundationConfig';
import { Clock } from '../kernel/Clock';
import { PolicyEpoch } from '../kernel/PolicyEpoch';
import { ContentLog } from './content/ContentLog';
import { ContentStore } from './content/ContentStore';
import { answerProbe } from './health/answerProbe';
import {
  catalogProbe,
  clockProbe,
  ledgerProbe,
  policyProbe,
  queueProbe,
} from './health/controlProbes';
import { DatabaseWatch } from './health/DatabaseWatch';
import { inspectorProbe } from './health/inspectorProbe';
import { ReplicaHealth } from './health/ReplicaHealth';
import { Reporter } from './health/Reporter';
import { ReportStore } from './health/ReportStore';
import { upstreamProbe } from './health/upstreamProbe';
import { ExternalInspectors } from './inspection/ExternalInspectors';
import { PromptInspector } from './inspection/PromptInspector';
import { KeyStore } from './keys/KeyStore';
import { SecretUse } from './keys/SecretUse';
import { createLedger, RunningLedger } from './ledger/createLedger';
import { Ledger } from './ledger/types';
import { ConcurrencyGate } from './limits/ConcurrencyGate';
import { createDispatch, Dispatch } from './listen/createDispatch';
import { GatewayListener } from './listen/GatewayListener';
import { OpenCalls } from './listen/OpenCalls';
import { GatewayMetrics } from './metrics/GatewayMetrics';
import { meteredLedger } from './metrics/meteredLedger';
import { PolicyCatalogSource } from './policy/PolicyCatalog';
import { PolicyCompiler } from './policy/PolicyCompiler';
import { PolicySnapshot } from './policy/PolicySnapshot';
import { policySourcesOf } from './policy/PolicySources';
import { PolicyWatcher } from './policy/PolicyWatcher';
import { InFlight } from './upstream/InFlight';
import { Upstreams } from './upstream/Upstreams';

/** How long calls that were broken off may take to end at a shutdown. */
const BREAK_OFF_LIMIT_MS = 2_000;

/** All that serves requests in a process: the same in a portal and in a data plane alone. */
export interface Runtime {
  dispatch: Dispatch;
  ledger: Ledger;
  /** The ceilings that apply to an admission, as they stand now. */
  standingsFor: RunningLedger['standingsFor'];
  /** What decides now; see {@link PolicyWatcher.current}. */
  policy(keyId: string): Promise<PolicySnapshot>;
  health: ReplicaHealth;
  /** The port of its own, where there is one. */
  listener: GatewayListener | undefined;
  /** Call before the first request. */
  start(): Promise<void>;
  /** Lets running requests end within a deadline, and loses no row. */
  stop(): Promise<void>;
}

export function createRuntime(options: {
  config: AiFoundationConfig;
  knex: Knex;
  clock: Clock;
  logger: LoggerService;
  policyEpoch: PolicyEpoch;
  catalog: PolicyCatalogSource;
  /** A catalog that was not read for so long decides nothing. */
  maxCatalogAgeMs: number;
  dialects: readonly Dialect[];
  inspectors: ExternalInspectors;
  metrics: MetricsService;
  role: GatewayReplica['role'];
  version: string;
}): Runtime {
  const { config, knex, clock, logger, dialects } = options;
  checkDialects(config, dialects);
  const countsDemo = config.demo;
  const metrics = new GatewayMetrics(options.metrics);
  const running = createLedger({
    knex,
    clock,
    logger,
    onBatch: size => metrics.batch(size),
    timeZone: config.timeZone,
    countsDemo,
  });
  const watcher = new PolicyWatcher({
    ...options,
    compiler: new PolicyCompiler({
      config,
      sources: policySourcesOf({ knex, clock, countsDemo }),
    }),
  });
  const upstreams = new Upstreams(config.gateway);
  const inFlight = new InFlight();
  const { contentLogging } = config.gateway;
  const content =
    contentLogging &&
    new ContentLog({
      config: contentLogging,
      store: new ContentStore(knex),
      clock,
      logger,
    });
  const gate = new ConcurrencyGate(config.gateway.concurrency);
  const open = new OpenCalls();
  const dispatch = createDispatch(
    {
      config,
      policy: keyId => watcher.current(keyId),
      ledger: meteredLedger(running.ledger, metrics),
      metrics,
      secretUse: new SecretUse({ store: new KeyStore(knex), logger }),
      upstreams,
      inFlight,
      gate,
      prompts: new PromptInspector({
        config: config.gateway.inspection,
        external: options.inspectors,
        clock,
        logger,
      }),
      content,
      clock,
      logger,
    },
    dialects,
    open,
  );
  metrics.observe({
    concurrency: () => gate.state,
    upstreams: () => upstreams.states(),
  });
  const { listen } = config.gateway;
  const database = new DatabaseWatch({ knex, clock });
  const health = new ReplicaHealth({
    instanceId: running.instanceId,
    role: options.role,
    version: options.version,
    ownListener: listen !== undefined,
    clock,
    probes: () => [
      policyProbe(watcher),
      catalogProbe(watcher),
      ledgerProbe(database),
      queueProbe(gate),
      clockProbe(database),
      ...[...config.providers.keys()].map(id =>
        upstreamProbe(id, upstreams.stateOf(id)),
      ),
      ...options.inspectors.health.map(inspectorProbe),
    ],
    running: () => inFlight.size,
  });
  const reporter = new Reporter({
    health,
    store: new ReportStore(knex),
    clock,
    logger,
  });
  const listener =
    listen &&
    new GatewayListener({
      config: listen,
      dispatch: (message, response) =>
        dispatch(message, response) ?? answerProbe(health, message, response),
      logger,
    });
  return {
    dispatch,
    ledger: running.ledger,
    standingsFor: running.standingsFor,
    policy: keyId => watcher.current(keyId),
    health,
    listener,
    async start() {
      await running.start();
      watcher.start();
      database.start();
      reporter.start();
      await listener?.start();
    },
    async stop() {
      health.stopping();
      const drained = listener?.drain();
      if (!(await open.finish(config.gateway.shutdownMs))) {
        // What is broken off still has to be told to its client and settled.
        await inFlight.finish(0);
        listener?.close();
        await open.finish(BREAK_OFF_LIMIT_MS);
      }
      listener?.close();
      await drained;
      watcher.stop();
      database.stop();
      await reporter.stop();
      await content?.stop();
      await running.stop();
      await upstreams.close();
    },
  };
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
