import { Router } from 'express';
import { Governance } from '../../governance/createGovernance';
import { Kernel } from '../../kernel/createKernel';
import { keyRouter } from './keyRouter';
import { KeyService } from './KeyService';
import { KeyStore } from './KeyStore';

/** The keys that teams and applications use the data plane with. */
export interface Keys {
  store: KeyStore;
  router: Router;
}

export function createKeys(kernel: Kernel, governance: Governance): Keys {
  const store = new KeyStore(kernel.knex);
  const service = new KeyService({ ...kernel, ...governance, store });
  return { store, router: keyRouter(kernel, service) };
}
