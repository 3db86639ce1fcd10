import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  api,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import { GIL } from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

type OperationId = keyof typeof api;

/** They answer from what they are sent, and change nothing. */
const QUESTIONS: OperationId[] = [
  'checkKeyRequest',
  'previewUsageFile',
  'simulate',
  'replayChange',
];

describe('the auditor of Backstage', () => {
  let bench: ControlPlaneBench;
  const heard: string[] = [];

  beforeAll(async () => {
    bench = await ControlPlaneBench.create(await databases.init('SQLITE_3'), {
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () =>
            mockServices.auditor.mock({
              createEvent: async ({ request }) => {
                heard.push(`${request?.method} ${request?.path}`);
                return { success: async () => {}, fail: async () => {} };
              },
            }),
        }),
      ],
    });
  });

  afterAll(async () => {
    await bench.stop();
  });

  it('hears of every attempt to change something, also of one that fails', async () => {
    const unheard: string[] = [];
    for (const [id, route] of Object.entries<RouteDefinition>(api)) {
      if (route.method !== 'get') {
        heard.length = 0;
        await bench.call(
          GIL,
          route.method,
          route.path.replace(/\{\w+\}/g, '1'),
          {},
        );
        if (heard.length !== 1) {
          unheard.push(id);
        }
      }
    }
    expect(unheard.sort()).toEqual([...QUESTIONS].sort());
  });
});
