import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  costReadAllPermission,
  costReadOwnPermission,
  requestReadAllPermission,
  requestReadOwnPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import express from 'express';
import { Knex } from 'knex';
import request, { Response } from 'supertest';
import { CatalogView } from '../../kernel/CatalogView';
import { openDatabase } from '../../kernel/openDatabase';
import { TeamAccess } from '../../kernel/TeamAccess';
import { createOperationsRouter } from '../createOperationsRouter';
import { companyEntities, groupsOf } from './company';
import { NOW } from './ledgerRows';

const OWN = [costReadOwnPermission.name, requestReadOwnPermission.name];
const ALL = [costReadAllPermission.name, requestReadAllPermission.name];

/** Olga is of the operations team, Nick may read nothing, the others what is theirs. */
function permissionsOf(name: string): string[] {
  return { olga: ALL, nick: [] }[name] ?? OWN;
}

/** The routes of the layer over a real database and the company's catalog. */
export class OperationsBench {
  readonly #app: express.Express;

  static async create(
    knex: Knex,
    options: { timeZone?: string; acknowledgedBy?: string[] } = {},
  ): Promise<OperationsBench> {
    const catalogView = new CatalogView({
      catalog: catalogServiceMock({ entities: companyEntities }),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      clock: () => NOW,
    });
    const app = express();
    app.use(
      createOperationsRouter({
        knex: await openDatabase(mockServices.database({ knex })),
        httpAuth: mockServices.httpAuth(),
        catalogView,
        teamAccess: new TeamAccess({
          catalogView,
          permissions: mockServices.permissions.mock({
            authorize: async (questions, { credentials }) =>
              questions.map(({ permission }) => ({
                result: permissionsOf(nameOf(credentials)).includes(
                  permission.name,
                )
                  ? AuthorizeResult.ALLOW
                  : AuthorizeResult.DENY,
              })),
          }),
          userInfo: mockServices.userInfo.mock({
            getUserInfo: async credentials => ({
              userEntityRef: `user:default/${nameOf(credentials)}`,
              ownershipEntityRefs: groupsOf[nameOf(credentials)] ?? [],
            }),
          }),
        }),
        acknowledgedBy: async () => new Set(options.acknowledgedBy),
        timeZone: options.timeZone ?? 'UTC',
        clock: () => NOW,
        version: '0.1.0',
        serverUrl: 'http://localhost:7007/api/ai-foundation',
      }),
    );
    const middleware = MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    });
    app.use(middleware.error());
    return new OperationsBench(app);
  }

  private constructor(app: express.Express) {
    this.#app = app;
  }

  /** Asks as one of the company's people. */
  async get(
    path: string,
    as: string,
    query: Record<string, string | number | string[]> = {},
  ): Promise<Response> {
    return request(this.#app)
      .get(path)
      .query(query)
      .set('authorization', mockCredentials.user.header(`user:default/${as}`));
  }
}

function nameOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as { userEntityRef: string };
  return principal.userEntityRef.split('/')[1];
}
