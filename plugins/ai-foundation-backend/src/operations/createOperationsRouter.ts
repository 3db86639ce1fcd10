import { HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Knex } from 'knex';
import { CatalogView } from '../kernel/CatalogView';
import { Clock } from '../kernel/Clock';
import { TeamAccess } from '../kernel/TeamAccess';
import { costRouter } from './costs/costRouter';
import { CostService } from './costs/CostService';
import { CostStore } from './costs/CostStore';
import { openApiRouter } from './openapi/openApiRouter';
import { requestRouter } from './requests/requestRouter';
import { RequestService } from './requests/RequestService';
import { RequestStore } from './requests/RequestStore';
import { teamRouter } from './teams/teamRouter';
import { TeamService } from './teams/TeamService';
import { TeamStore } from './teams/TeamStore';

export interface OperationsOptions {
  knex: Knex;
  httpAuth: HttpAuthService;
  teamAccess: TeamAccess;
  catalogView: CatalogView;
  /** Refs of the people who acknowledged the policy in force. */
  acknowledgedBy: () => Promise<ReadonlySet<string>>;
  /** IANA name; days and months begin in it. */
  timeZone: string;
  clock: Clock;
  /** Of the plugin's package. */
  version: string;
  /** Base URL of the plugin as clients reach it. */
  serverUrl: string;
}

/** Builds the layer, and serves its questions. */
export function createOperationsRouter(options: OperationsOptions): Router {
  const costStore = new CostStore(options.knex);
  const router = PromiseRouter();
  router.use(
    requestRouter({
      ...options,
      requests: new RequestService({
        ...options,
        store: new RequestStore(options.knex),
      }),
    }),
    costRouter({
      ...options,
      costs: new CostService({ ...options, store: costStore }),
    }),
    teamRouter({
      ...options,
      teams: new TeamService({
        ...options,
        store: new TeamStore(options.knex),
        costStore,
      }),
    }),
    openApiRouter(options),
  );
  return router;
}
