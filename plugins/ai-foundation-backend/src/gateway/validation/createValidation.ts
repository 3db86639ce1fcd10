import { ValidationKind } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { DiscoveryService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { Governance } from '../../governance/createGovernance';
import { Kernel } from '../../kernel/createKernel';
import { KeyStore } from '../keys/KeyStore';
import { configFingerprint } from './configFingerprint';
import { EndToEnd } from './EndToEnd';
import { LedgerEvidence } from './LedgerEvidence';
import { LogFreshness, RequestLog } from './LogFreshness';
import { ProbeKeys } from './ProbeKeys';
import { ProbeKeyStore } from './ProbeKeyStore';
import { ProbeModels } from './ProbeModels';
import { Probes } from './Probes';
import { ProviderChecks } from './ProviderChecks';
import { RevocationDrill } from './RevocationDrill';
import { Targets } from './Targets';
import { ValidationOutcome } from './types';
import { ValidationInbox } from './ValidationInbox';
import { validationRouter } from './validationRouter';
import { ValidationService } from './ValidationService';
import { ValidationStore } from './ValidationStore';

const MINUTE_MS = 60_000;
/** By then a portal that has just started has read its catalog. */
const START_DELAY_MS = 45_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** One validation, told its run's id. */
export type Validate = (runId: string) => Promise<ValidationOutcome>;

/** Has the gateway prove, on a schedule and by hand, that it does what it says. */
export function createValidation(
  kernel: Kernel,
  governance: Governance,
  options: {
    dialects: readonly Dialect[];
    discovery: DiscoveryService;
    /** Of the plugin's package. */
    version: string;
    /** The own port of this process, where there is one. */
    listenerUrl: () => string | undefined;
    /** The query API's answer about a request. */
    tells: RequestLog;
  },
): Router {
  const { config, jobs, knex } = kernel;
  const { dialects } = options;
  const store = new ValidationStore(knex);
  const probeKeyStore = new ProbeKeyStore(knex);
  const parts = {
    ...kernel,
    ...options,
    targets: new Targets({ ...options, config }),
    evidence: new LedgerEvidence(knex),
    keys: new ProbeKeys({
      ...kernel,
      store: probeKeyStore,
      ownerRef: config.validation.ownerRef,
    }),
  };
  const service = new ValidationService({
    ...kernel,
    store,
    configFingerprint: configFingerprint({ ...options, config }),
  });
  const probes = new Probes({
    ...parts,
    models: new ProbeModels({ ...kernel, ...governance }),
  });
  const drill = new RevocationDrill(parts);
  const freshness = new LogFreshness(parts);
  const providers = new ProviderChecks({ config, dialects });
  const endToEnd = new EndToEnd({
    ...parts,
    keys: new KeyStore(knex),
    models: governance.models,
    runs: store,
  });
  const validations: Record<Exclude<ValidationKind, 'end-to-end'>, Validate> = {
    probes: runId => probes.run(runId),
    'revocation-drill': runId => drill.run(runId),
    'log-freshness': runId => freshness.run(runId),
    providers: () => providers.run(),
  };

  const schedule = (kind: keyof typeof validations, intervalMs: number) =>
    jobs.register({
      id: `gateway.validate.${kind}`,
      intervalMs,
      initialDelayMs: START_DELAY_MS,
      async run() {
        const { result, summary } = await service.run(
          kind,
          undefined,
          validations[kind],
        );
        return `${result}: ${summary}`;
      },
    });
  schedule('probes', config.validation.probesEveryMinutes * MINUTE_MS);
  schedule('log-freshness', config.validation.probesEveryMinutes * MINUTE_MS);
  schedule('revocation-drill', DAY_MS);
  schedule('providers', DAY_MS);
  jobs.register({
    id: 'gateway.validate.forget',
    intervalMs: DAY_MS,
    async run() {
      const keys = await probeKeyStore.forget(kernel.clock() - DAY_MS);
      return `${await service.forget()} runs and ${keys} keys of drills forgotten`;
    },
  });
  governance.inboxSources.push(new ValidationInbox(service));
  return validationRouter(kernel, service, validations, endToEnd);
}
