import {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import {
  AiFoundationConfig,
  readAiFoundationConfig,
} from './AiFoundationConfig';
import { AuditTrail } from './AuditTrail';
import { CatalogView } from './CatalogView';
import { Clock } from './Clock';
import { openDatabase } from './openDatabase';
import { PolicyChanges } from './PolicyChanges';
import { PolicyEpoch } from './PolicyEpoch';
import { TeamAccess } from './TeamAccess';

/** What all layers stand on. */
export interface Kernel {
  auditTrail: AuditTrail;
  auditor: AuditorService;
  catalogView: CatalogView;
  clock: Clock;
  config: AiFoundationConfig;
  httpAuth: HttpAuthService;
  knex: Knex;
  logger: LoggerService;
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
  permissions: PermissionsService;
  rootConfig: RootConfigService;
  userInfo: UserInfoService;
  clock?: Clock;
}): Promise<Kernel> {
  const { auditor, httpAuth, logger, permissions, clock = Date.now } = services;
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
    knex,
    logger,
    permissions,
    policyChanges: new PolicyChanges({ knex, auditTrail, policyEpoch }),
    policyEpoch,
    teamAccess: new TeamAccess({ ...services, catalogView }),
  };
}
