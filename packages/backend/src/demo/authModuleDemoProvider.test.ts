import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import { authModuleDemoProvider } from './authModuleDemoProvider';

const amina = user('amina.okafor', { 'ai-foundation.dev/demo-person': 'true' });
const realPerson = user('real.person', {});
const notQuite = user('not.quite', {
  'ai-foundation.dev/demo-person': 'false',
});
const team: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'shipment-tracking', title: 'Shipment Tracking' },
  spec: { type: 'team', parent: 'technology', children: [] },
  relations: [{ type: 'childOf', targetRef: 'group:default/technology' }],
};

function user(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      description: 'Team lead',
      annotations,
    },
    spec: {
      profile: {
        displayName: `Person ${name}`,
        email: `${name}@norrvik.example`,
      },
    },
    relations: [
      { type: 'memberOf', targetRef: 'group:default/shipment-tracking' },
    ],
  };
}

const demoConfig = {
  auth: { providers: { demo: {} } },
  aiFoundation: { demo: true },
};

function startAuth(config: JsonObject) {
  return startTestBackend({
    features: [
      authPlugin,
      authModuleDemoProvider,
      catalogServiceMock.factory({
        entities: [amina, realPerson, notQuite, team],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          ...config,
        },
      }),
    ],
  });
}

describe('authModuleDemoProvider', () => {
  describe('in a demo', () => {
    let server: Awaited<ReturnType<typeof startAuth>>['server'];

    beforeAll(async () => {
      ({ server } = await startAuth(demoConfig));
    });

    function signIn(header: Record<string, string>) {
      return request(server).get('/api/auth/demo/refresh').set(header);
    }

    it('lists the people to sign in as, and nobody else', async () => {
      const response = await request(server).get('/api/auth/demo/people');

      expect(response.status).toBe(200);
      expect(response.body).toEqual({
        items: [
          {
            userRef: 'user:default/amina.okafor',
            name: 'Person amina.okafor',
            jobTitle: 'Team lead',
            groups: [
              {
                ref: 'group:default/shipment-tracking',
                title: 'Shipment Tracking',
                type: 'team',
              },
            ],
          },
        ],
      });
    });

    it('signs in the person named, who owns what their team owns, not what its department owns', async () => {
      const response = await signIn({
        'x-demo-person': 'user:default/amina.okafor',
      });

      expect(response.status).toBe(200);
      expect(response.body.profile.displayName).toBe('Person amina.okafor');
      expect(response.body.backstageIdentity).toEqual({
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        expiresInSeconds: expect.any(Number),
        identity: {
          type: 'user',
          userEntityRef: 'user:default/amina.okafor',
          ownershipEntityRefs: [
            'user:default/amina.okafor',
            'group:default/shipment-tracking',
          ],
        },
      });
    });

    it('signs in the same person again and again, as a page reload does', async () => {
      const header = { 'x-demo-person': 'user:default/amina.okafor' };
      await signIn(header);

      expect((await signIn(header)).status).toBe(200);
    });

    it.each([
      ['somebody who is not in the catalog', 'user:default/nobody'],
      ['a real person of the catalog', 'user:default/real.person'],
      ['a person whose annotation says no', 'user:default/not.quite'],
      ['a group', 'group:default/shipment-tracking'],
      ['words that are no ref', 'a b:c/d/e'],
      ['a ref of nothing', ':/'],
    ])('refuses %s', async (_, userRef) => {
      const response = await signIn({ 'x-demo-person': userRef });

      expect(response.status).toBe(403);
      expect(response.body.error.message).toBe(
        `'${userRef}' is not one of the people of the demo`,
      );
    });

    it('refuses a request that names nobody', async () => {
      expect((await signIn({})).status).toBe(401);
    });
  });

  it.each([
    ['aiFoundation.demo is false', { aiFoundation: { demo: false } }],
    ['aiFoundation.demo is absent', {}],
  ])('does not start where %s', async (_, config) => {
    await expect(
      startAuth({ auth: demoConfig.auth, ...config }),
    ).rejects.toThrow(/remove auth.providers.demo/);
  });

  it('offers nothing where the provider is not configured', async () => {
    const { server } = await startAuth({ aiFoundation: { demo: true } });

    const people = await request(server).get('/api/auth/demo/people');
    const refresh = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-person', 'user:default/amina.okafor');

    expect(people.status).toBe(404);
    expect(refresh.status).toBe(404);
  });
});
