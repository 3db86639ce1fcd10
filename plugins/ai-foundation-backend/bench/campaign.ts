/*
 * Circulates a version of the policy to 5,000 people in 400 nested groups, with
 * real notifications in the same process and requests through the gateway all
 * the while, and prints how long it took and how long the event loop was held.
 *
 *   yarn bench:campaign sqlite
 *   BENCH_POSTGRES=postgres://... yarn bench:campaign postgres
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { startDemoProvider } from '@ai-foundation/demo-provider';
import createKnex, { Knex } from 'knex';
import {
  ADA,
  ENGINEERING,
  EVE,
  exampleCompany,
  examplePolicy,
  GIL,
  LEA,
  ownershipRefsOf,
  ROCKETS,
  SAM,
  SEAT_HOLDERS,
  SWIFT,
} from '../src/__testUtils__/exampleCompany';
import aiFoundationPlugin from '../src';

const PEOPLE = 5_000;
const GROUPS = 400;
const REQUEST_INTERVAL_MS = 20;
const NS_PER_MS = 1_000_000;

type Call = (
  as: string,
  method: string,
  path: string,
  body?: object,
) => Promise<any>;

async function main(databaseName: string): Promise<void> {
  const databases = await openDatabases(databaseName);
  const provider = await startDemoProvider({ port: 0 });
  const entities = exampleCompany();
  // A model that the demo provider serves.
  const swift = entities.find(({ metadata }) => metadata.name === 'swift');
  Object.assign(swift!.spec!, { providerModel: 'gpt-4o-mini' });
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      aiFoundationPlugin,
      notificationsPlugin,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          backend: { baseUrl: 'http://portal.example' },
          aiFoundation: {
            providers: {
              openai: {
                baseUrl: provider.url,
                apiKey: 'demo-provider-credential',
              },
              inhouse: { baseUrl: provider.url, apiKey: 'x', external: false },
            },
          },
        },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: async ({ plugin }) => ({
          getClient: () => databases.open(plugin.getId()),
        }),
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogOf(entities),
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo({ principal }) {
            const { userEntityRef } = principal as { userEntityRef: string };
            return {
              userEntityRef,
              ownershipEntityRefs: ownershipRefsOf(userEntityRef),
            };
          },
        }),
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/ai-foundation`;
  const call: Call = async (as, method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: mockCredentials.user.header(as),
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`${path}: ${JSON.stringify(answer)}`);
    }
    return answer;
  };

  const knex = await databases.open('ai-foundation');
  const secret = await getReady(call, knex);
  await scheduler.triggerTask('outbox.deliver');
  entities.push(...largeCompany());
  await sleep(8_000);

  const traffic = startTraffic(url, secret);
  await measured('without a campaign', traffic, () => sleep(10_000));
  await measured('with a campaign', traffic, async () => {
    const startedAtMs = performance.now();
    const draft = await approvedDraft(call);
    const approvedAtMs = performance.now();
    await call(GIL, 'POST', `/aup/drafts/${draft.id}/publication`, {
      contentSha256: draft.contentSha256,
      change: 'major',
    });
    const publishedAtMs = performance.now();
    await scheduler.triggerTask('outbox.deliver');
    const sentAtMs = performance.now();
    const { progress } = await call(GIL, 'GET', '/campaigns/2.0');
    print('draft and review', approvedAtMs - startedAtMs);
    print('publication', publishedAtMs - approvedAtMs);
    print('sending', sentAtMs - publishedAtMs);
    console.log(`people ${progress.people}, sent ${progress.sent}`);
  });
  const notified = await (
    await databases.open('notifications')
  )('notification').count({ all: '*' });
  console.log(`notifications in their own database: ${notified[0].all}`);

  await traffic.stop();
  await backend.stop();
  await provider.stop();
  await databases.close();
}

/** As the catalog would answer: whole, and without a copy each time. */
function catalogOf(entities: Entity[]): CatalogService {
  const byRef = (ref: string) =>
    entities.find(
      ({ kind, metadata }) =>
        ref === `${kind.toLowerCase()}:default/${metadata.name}`,
    );
  return Object.assign(catalogServiceMock({ entities: [] }), {
    getEntities: async () => ({ items: entities }),
    getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => ({
      items: entityRefs.map(byRef),
    }),
  });
}

/** Teams of a dozen people, in a tree below the department Engineering. */
function largeCompany(): Entity[] {
  const people = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);
  const groups = Array.from({ length: GROUPS }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `g${index}`, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [
      {
        type: 'childOf',
        targetRef: index
          ? `group:default/g${Math.floor((index - 1) / 3)}`
          : ENGINEERING,
      },
      ...people
        .filter((_name, person) => person % GROUPS === index)
        .map(name => ({
          type: 'hasMember',
          targetRef: `user:default/${name}`,
        })),
    ],
  }));
  return [
    ...groups,
    ...people.map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name, namespace: 'default' },
      spec: { profile: { displayName: `Person ${name}` } },
    })),
  ];
}

/** Up to a key that works, under version 1.0. */
async function getReady(call: Call, knex: Knex): Promise<string> {
  await knex('seats').insert(
    Object.entries(SEAT_HOLDERS).map(([seat, userRef]) => ({
      id: seat,
      seat,
      user_ref: userRef,
      user_name: userRef,
      appointed_by: GIL,
      appointed_at_ms: 1,
      accepted_at_ms: 2,
    })),
  );
  const draft = await approvedDraft(call);
  await call(GIL, 'POST', `/aup/drafts/${draft.id}/publication`, {
    contentSha256: draft.contentSha256,
    change: 'major',
  });
  const { sha256 } = await call(ADA, 'GET', '/aup/current');
  await call(ADA, 'POST', '/aup/versions/1.0/acknowledgements', { sha256 });
  const { items } = await call(GIL, 'GET', '/models');
  const swift = items.find(({ ref }: { ref: string }) => ref === SWIFT);
  await call(SAM, 'POST', '/models/default/swift/decisions', {
    decision: 'approved',
    governedSha256: swift.governedSha256,
    reason: 'For the measurement.',
  });
  const { secret } = await call(ADA, 'POST', '/keys', {
    owner: ROCKETS,
    purpose: 'coding',
    models: [SWIFT],
    tier: 'internal',
  });
  return secret;
}

async function approvedDraft(call: Call) {
  const document = examplePolicy();
  const { id, revision } = await call(EVE, 'POST', '/aup/drafts', {});
  const path = `/aup/drafts/${id}`;
  const draft = await call(EVE, 'PUT', path, { revision, document });
  const { contentSha256 } = await call(EVE, 'POST', `${path}/submissions`, {
    contentSha256: draft.contentSha256,
    summary: 'For the measurement.',
  });
  return call(LEA, 'POST', `${path}/reviews`, {
    contentSha256,
    outcome: 'approved',
    comment: 'It holds.',
    sections: document.sections.map(section => ({
      id: section.id,
      signedOff: true,
    })),
    material: true,
  });
}

/** A chat completion every so often, each with how long it took. */
function startTraffic(url: string, secret: string) {
  const tookMs: number[] = [];
  const statuses = new Map<number, number>();
  const running = new Set<Promise<void>>();
  const ask = async () => {
    const startedAtMs = performance.now();
    const response = await fetch(`${url}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify({
        model: 'swift',
        messages: [{ role: 'user', content: 'Hello' }],
      }),
    });
    await response.text();
    tookMs.push(performance.now() - startedAtMs);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  };
  const timer = setInterval(() => {
    const asked = ask().catch(error => console.error(String(error)));
    running.add(asked);
    void asked.finally(() => running.delete(asked));
  }, REQUEST_INTERVAL_MS);
  return {
    take: () => ({
      tookMs: tookMs.splice(0).sort((a, b) => a - b),
      statuses: JSON.stringify([...statuses]),
      forget: statuses.clear(),
    }),
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}

async function measured(
  name: string,
  traffic: ReturnType<typeof startTraffic>,
  work: () => Promise<unknown>,
): Promise<void> {
  console.log(`\n${name}`);
  traffic.take();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  const { tookMs, statuses } = traffic.take();
  const at = (share: number) => tookMs[Math.floor(tookMs.length * share)] ?? 0;
  print('event loop delay p50', delay.percentile(50) / NS_PER_MS);
  print('event loop delay p99', delay.percentile(99) / NS_PER_MS);
  print('event loop delay max', delay.max / NS_PER_MS);
  print('request p50', at(0.5));
  print('request p99', at(0.99));
  console.log(`requests ${tookMs.length}, by status ${statuses}`);
}

function print(what: string, milliseconds: number): void {
  console.log(`${what}: ${milliseconds.toFixed(1)} ms`);
}

/** A database each plugin, gone afterwards. */
async function openDatabases(kind: string) {
  const opened = new Map<string, Promise<Knex>>();
  const suffix = `bench_${Date.now()}`;
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  const connection = process.env.BENCH_POSTGRES;
  const admin =
    kind === 'postgres' ? createKnex({ client: 'pg', connection }) : undefined;
  const create = async (plugin: string): Promise<Knex> => {
    if (!admin) {
      const filename = join(folder, `${plugin}.sqlite`);
      return createKnex({
        client: 'better-sqlite3',
        connection: { filename },
        useNullAsDefault: true,
      });
    }
    const name = `${plugin.replace(/-/g, '_')}_${suffix}`;
    await admin.raw('CREATE DATABASE ??', [name]);
    const url = new URL(connection!);
    url.pathname = name;
    return createKnex({ client: 'pg', connection: url.href });
  };
  return {
    async open(plugin: string): Promise<Knex> {
      const known = opened.get(plugin) ?? create(plugin);
      opened.set(plugin, known);
      return known;
    },
    async close() {
      for (const [plugin, knex] of opened) {
        await (await knex).destroy();
        await admin?.raw('DROP DATABASE ??', [
          `${plugin.replace(/-/g, '_')}_${suffix}`,
        ]);
      }
      await admin?.destroy();
    },
  };
}

main(process.argv[2] ?? 'sqlite').then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
