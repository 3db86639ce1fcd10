import {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import {
  AiFoundationConfig,
  readAiFoundationConfig,
} from './AiFoundationConfig';
import { AuditTrail } from './AuditTrail';
import { CatalogView } from './CatalogView';
import { Clock } from './Clock';
import { openDatabase } from './openDatabase';
import { Outbox } from './Outbox';
import { PolicyChanges } from './PolicyChanges';
import { PolicyEpoch } from './PolicyEpoch';
import { ScheduledJobs } from './ScheduledJobs';
import { TeamAccess } from './TeamAccess';

/** What all layers stand on. */
export interface Kernel {
  auditTrail: AuditTrail;
  auditor: AuditorService;
  catalogView: CatalogView;
  clock: Clock;
  config: AiFoundationConfig;
  httpAuth: HttpAuthService;
  jobs: ScheduledJobs;
  knex: Knex;
  logger: LoggerService;
  outbox: Outbox;
  permissions: PermissionsService;
  policyChanges: PolicyChanges;
  policyEpoch: PolicyEpoch;
  teamAccess: TeamAccess;
}

export async function createKernel(services: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  database: DatabaseService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  rootConfig: RootConfigService;
  scheduler: SchedulerService;
  userInfo: UserInfoService;
}): Promise<Kernel> {
  const { auditor, httpAuth, logger, permissions } = services;
  const clock: Clock = () => Date.now();
  const config = readAiFoundationConfig(services.rootConfig);
  const knex = await openDatabase(services.database);
  const catalogView = new CatalogView({ ...services, clock });
  const auditTrail = new AuditTrail({ knex, clock });
  const policyEpoch = new PolicyEpoch(knex);
  return {
    auditTrail,
    auditor,
    catalogView,
    clock,
    config,
    httpAuth,
    jobs: new ScheduledJobs({ ...services, knex, clock }),
    knex,
    logger,
    outbox: new Outbox({ ...services, knex, clock }),
    permissions,
    policyChanges: new PolicyChanges({ knex, auditTrail, policyEpoch }),
    policyEpoch,
    teamAccess: new TeamAccess({ ...services, catalogView }),
  };
}
