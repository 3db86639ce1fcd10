import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  AiFoundationClient,
  api,
  CallOptions,
  ResponseOf,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import PromiseRouter from 'express-promise-router';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  examplePolicy,
  GIL,
  ROCKETS,
  SWIFT,
} from '../../__testUtils__/exampleCompany';
import { requestRow, rollupRow } from '../__testUtils__/ledgerRows';

jest.setTimeout(60_000);

type OperationId = keyof typeof api;

interface Document {
  paths: Record<string, Record<string, { operationId: OperationId }>>;
}

/** What Express keeps of a mounted route or router. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  regexp: { fast_slash: boolean };
}

/** Every route below a router but for those below a prefix, as `get /keys/{id}`. */
function routesOf(router: { stack?: Layer[] }): string[] {
  return (router.stack ?? []).flatMap(({ route, handle, regexp }) => {
    if (route) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      return Object.keys(route.methods).map(method => `${method} ${path}`);
    }
    return regexp.fast_slash ? routesOf(handle) : [];
  });
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'the control plane on %s',
  databaseId => {
    const router = PromiseRouter();
    const asked = new Set<OperationId>();
    let bench: ControlPlaneBench;
    let document: Document;
    let ajv: Ajv2020;

    beforeAll(async () => {
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        features: [
          createServiceFactory({
            service: coreServices.httpRouter,
            deps: { root: coreServices.rootHttpRouter },
            factory({ root }) {
              root.use('/api/ai-foundation', router);
              return {
                use(handler) {
                  router.use(handler);
                },
                addAuthPolicy() {},
              };
            },
          }),
        ],
      });
      document = (await bench.call(ADA, 'get', '/openapi.json')).body;
      ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats(ajv);
      ajv.addSchema({ $id: 'openapi', ...document });
    });

    afterAll(async () => {
      await bench.stop();
    });

    function documentedPath(operationId: OperationId): string {
      const { path, method } = api[operationId];
      expect(document.paths[path][method].operationId).toBe(operationId);
      return `openapi#/paths/${path.replace(/\//g, '~1')}/${method}`;
    }

    function expectValid(schemaRef: string, value: unknown): void {
      const validate = ajv.compile({ $ref: schemaRef });
      validate(value);
      expect(validate.errors ?? []).toEqual([]);
    }

    /** Asks as a person, and holds the answer against the document. */
    async function ask<T extends RouteDefinition>(
      as: string,
      route: T,
      options: CallOptions<T> = {},
    ): Promise<ResponseOf<T>> {
      let status = 0;
      const client = new AiFoundationClient({
        discoveryApi: {
          getBaseUrl: async () =>
            `http://localhost:${bench.backend.server.port()}/api/ai-foundation`,
        },
        fetchApi: {
          fetch: async (url, init) => {
            const headers = new Headers(init?.headers);
            headers.set('authorization', mockCredentials.user.header(as));
            const response = await fetch(url, { ...init, headers });
            status = response.status;
            return response;
          },
        },
      });
      const body = await client.call(route, options);
      const [operationId] = Object.entries(api).find(
        ([, other]) => other === (route as RouteDefinition),
      ) as [OperationId, RouteDefinition];
      const operation = documentedPath(operationId);
      const content = 'content/application~1json/schema';
      expectValid(`${operation}/responses/${status}/${content}`, body);
      if (options.body !== undefined) {
        expectValid(`${operation}/requestBody/${content}`, options.body);
      }
      // Whatever the contract does not know would have been left out here.
      expect(route.response.parse(body)).toEqual(body);
      asked.add(operationId);
      return body;
    }

    it('has the very routes that its document describes', () => {
      const described = Object.entries(document.paths).flatMap(
        ([path, methods]) =>
          Object.keys(methods).map(method => `${method} ${path}`),
      );
      const routes = routesOf(router as object).filter(
        // Backstage asks every plugin there for its permissions.
        route => !route.includes('/.well-known/'),
      );
      expect(routes.sort()).toEqual(described.sort());
    });

    it('answers as its document describes, on the whole way to a cost', async () => {
      const { version, sha256 } = await ask(GIL, api.publishAupVersion, {
        body: { version: '1.0', document: examplePolicy() },
      });
      await ask(ADA, api.getCurrentAup);
      await ask(ADA, api.acknowledgeAup, {
        params: { version },
        body: { sha256 },
      });
      await ask(ADA, api.getAupVersion, { params: { version } });
      await ask(ADA, api.listAupVersions);
      await ask(ADA, api.getTeamAcknowledgements, { query: { team: ROCKETS } });
      await ask(ADA, api.getProfile);

      await ask(ADA, api.listTiers);
      const { items: models } = await ask(GIL, api.listModels);
      const swift = models.find(({ ref }) => ref === SWIFT)!;
      await ask(GIL, api.decideModel, {
        params: { namespace: 'default', name: 'swift' },
        body: {
          decision: 'approved',
          governedSha256: swift.governedSha256,
          reason: 'The working group agreed.',
        },
      });
      await ask(GIL, api.setCeiling, {
        body: {
          scope: { kind: 'organisation' },
          amountUsd: '1000',
          reason: 'The budget of the year.',
        },
      });
      await ask(ADA, api.listCeilings);

      const keyRequest = {
        owner: ROCKETS,
        purpose: 'coding',
        models: [SWIFT],
        tier: 'internal',
      };
      await ask(ADA, api.checkKeyRequest, { body: keyRequest });
      const { key } = await ask(ADA, api.issueKey, { body: keyRequest });
      await ask(ADA, api.listKeys);

      const nowMs = Date.now();
      const subject = {
        key_id: key.id,
        team_ref: ROCKETS,
        model_ref: SWIFT,
        arrived_at_ms: nowMs,
      };
      await bench.knex('requests').insert([
        requestRow('r1', {
          ...subject,
          usage: JSON.stringify({
            input: 12,
            cachedInput: 0,
            cacheWrite: 0,
            cacheWrite1h: 0,
            inputAudio: 0,
            output: 34,
            reasoning: 0,
            outputAudio: 0,
          }),
          raw_usage: JSON.stringify({ prompt_tokens: 12 }),
        }),
        requestRow('r2', { ...subject, state: 'admitted' }),
      ]);
      await bench.knex('cost_rollups').insert(
        rollupRow(new Date(nowMs - (nowMs % 3_600_000)).toISOString(), {
          key_id: key.id,
          team_ref: ROCKETS,
          model_ref: SWIFT,
          requests: 1,
          cost_pico_usd: '1234567',
        }),
      );
      const { nextCursor } = await ask(ADA, api.listRequests, {
        query: { limit: 1 },
      });
      await ask(ADA, api.listRequests, { query: { cursor: nextCursor } });
      await ask(ADA, api.getRequest, { params: { id: 'r1' } });
      const { total } = await ask(ADA, api.getCosts, {
        query: { groupBy: ['day', 'team'] },
      });
      expect(total.costPicoUsd).toBe('1234567');
      await ask(ADA, api.listTeams);
      const team = await ask(ADA, api.getTeam, {
        params: { namespace: 'default', name: 'rockets' },
      });
      expect(team).toMatchObject({
        members: 2,
        acknowledged: 1,
        activeKeys: 1,
        month: { requests: 1 },
      });
      await ask(ADA, api.revokeKey, { params: { id: key.id } });
      await ask(ADA, api.getOpenApiDocument);

      expect([...asked].sort()).toEqual(Object.keys(api).sort());
    });

    it.each([
      [400, '/requests?limit=0'],
      [404, '/requests/none'],
    ])(
      'answers %d to GET %s as its document describes',
      async (status, path) => {
        const response = await bench.call(ADA, 'get', path);
        expect(response.status).toBe(status);
        expectValid('openapi#/components/schemas/Error', response.body);
      },
    );
  },
);
