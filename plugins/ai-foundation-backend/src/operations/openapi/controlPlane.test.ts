import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  AiFoundationClient,
  api,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import PromiseRouter from 'express-promise-router';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import { ADA } from '../../__testUtils__/exampleCompany';
import { auditWalk } from './__testUtils__/auditWalk';
import { gatewayHealthWalk } from './__testUtils__/gatewayHealthWalk';
import { inventoryWalk } from './__testUtils__/inventoryWalk';
import { circulationWalk } from './__testUtils__/circulationWalk';
import { contentWalk } from './__testUtils__/contentWalk';
import { ceilingsWalk } from './__testUtils__/ceilingsWalk';
import { keyRequestWalk } from './__testUtils__/keyRequestWalk';
import { mainJobWalk } from './__testUtils__/mainJobWalk';
import { seatWalk } from './__testUtils__/seatWalk';
import { exemptionWalk } from './__testUtils__/exemptionWalk';
import { modelsWalk } from './__testUtils__/modelsWalk';
import { policyWalk } from './__testUtils__/policyWalk';
import { simulationWalk } from './__testUtils__/simulationWalk';
import { tierWalk } from './__testUtils__/tierWalk';
import { validationWalk } from './__testUtils__/validationWalk';
import { Ask } from './__testUtils__/Walk';

jest.setTimeout(60_000);

type OperationId = keyof typeof api;

interface Document {
  paths: Record<string, Record<string, { operationId: OperationId }>>;
}

/** Between them they ask every operation, in this order. */
const walks = [
  mainJobWalk,
  contentWalk,
  circulationWalk,
  policyWalk,
  modelsWalk,
  auditWalk,
  gatewayHealthWalk,
  seatWalk,
  inventoryWalk,
  ceilingsWalk,
  keyRequestWalk,
  exemptionWalk,
  tierWalk,
  simulationWalk,
  validationWalk,
];

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
    const reasons = new Set<unknown>();
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
    const ask: Ask = async (as, route, options = {}) => {
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
      const contentOf = (type: string) =>
        `content/${type.replace('/', '~1')}/schema`;
      expectValid(
        `${operation}/responses/${status}/${contentOf(route.produces)}`,
        body,
      );
      if (options.body !== undefined) {
        expectValid(
          `${operation}/requestBody/${contentOf('application/json')}`,
          options.body,
        );
      }
      // Whatever the contract does not know would have been left out here.
      expect(route.response.parse(body)).toEqual(body);
      asked.add(operationId);
      const { reason } = (options.body ?? {}) as { reason?: unknown };
      if (reason !== undefined) {
        reasons.add(reason);
      }
      return body;
    };

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

    it('answers as its document describes, every operation', async () => {
      for (const walk of walks) {
        await walk(ask, bench);
      }
      expect([...asked].sort()).toEqual(Object.keys(api).sort());
    });

    it('has recorded who acted on what, and every reason that was given', async () => {
      const acts = await bench.knex('audit_entries');
      expect(acts.length).toBeGreaterThan(20);
      expect(
        acts.filter(({ actor_ref, subject }) => !actor_ref || !subject),
      ).toEqual([]);
      const recorded = acts.map(({ details }) => JSON.parse(details).reason);
      expect([...reasons].filter(reason => !recorded.includes(reason))).toEqual(
        [],
      );
      expect(reasons.size).toBeGreaterThan(0);
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
