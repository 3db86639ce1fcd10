import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Governance } from '../../governance/createGovernance';
import { Kernel } from '../../kernel/createKernel';
import { KeyInbox } from './KeyInbox';
import { KeyIssuer } from './KeyIssuer';
import { KeyLifecycle } from './KeyLifecycle';
import { KeyNotices } from './KeyNotices';
import { keyRequestRouter } from './keyRequestRouter';
import { KeyRequestService } from './KeyRequestService';
import { KeyRequestStore } from './KeyRequestStore';
import { keyRouter } from './keyRouter';
import { KeyService } from './KeyService';
import { KeyStore } from './KeyStore';

const NOTICES_INTERVAL_MS = 60 * 60_000;

/** The keys that teams and applications use the data plane with. */
export interface Keys {
  store: KeyStore;
  requests: KeyRequestService;
  router: Router;
}

export function createKeys(kernel: Kernel, governance: Governance): Keys {
  const store = new KeyStore(kernel.knex);
  const issuer = new KeyIssuer({ ...kernel, ...governance, store });
  const service = new KeyService({ ...kernel, ...governance, store, issuer });
  const lifecycle = new KeyLifecycle({ ...kernel, ...governance, store });
  const requests = new KeyRequestService({
    ...kernel,
    ...governance,
    store: new KeyRequestStore({
      knex: kernel.knex,
      countsDemo: kernel.config.demo,
    }),
    issuer,
  });
  const notices = new KeyNotices({ ...kernel, store });
  kernel.jobs.register({
    id: 'keys.notices',
    intervalMs: NOTICES_INTERVAL_MS,
    run: async () => `told of ${await notices.send()} keys that end`,
  });
  governance.inboxSources.push(new KeyInbox({ ...kernel, store, requests }));
  const router = PromiseRouter();
  router.use(
    keyRouter(kernel, service, lifecycle, requests),
    keyRequestRouter(kernel, requests, service),
  );
  return {
    store,
    requests,
    router,
  };
}
