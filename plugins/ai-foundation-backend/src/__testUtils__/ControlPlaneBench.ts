import {
  BackendFeature,
  coreServices,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  notificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import request, { Response } from 'supertest';
import aiFoundationPlugin from '..';
import { openDatabase } from '../kernel/openDatabase';
import {
  EVE,
  exampleCompany,
  exampleConfig,
  examplePolicy,
  GIL,
  LEA,
  ownershipRefsOf,
  SAM,
  SEAT_HOLDERS,
  SWIFT,
} from './exampleCompany';

/** What its people may not do; whoever is not named may do everything. */
export type Denials = Record<string, BasicPermission[]>;

/** The whole plugin in a backend, over a database and an editable catalog. */
export class ControlPlaneBench {
  static async create(
    knex: Knex,
    options: {
      denials?: Denials;
      config?: JsonObject;
      features?: BackendFeature[];
    } = {},
  ): Promise<ControlPlaneBench> {
    const entities = exampleCompany();
    const scheduler = mockServices.scheduler();
    const notifications: NotificationSendOptions[] = [];
    const backend = await startTestBackend({
      features: [
        ...(options.features ?? []),
        aiFoundationPlugin,
        mockServices.rootConfig.factory({
          data: options.config ?? exampleConfig,
        }),
        mockServices.database.factory({ knex }),
        // Jobs run where a test asks for them, never by themselves.
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            async send(message) {
              notifications.push(message);
            },
          }),
        }),
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          // A new mock of a copy each time, so that a test can edit the entities.
          factory: () =>
            catalogServiceMock.mock({
              getEntities: async query =>
                catalogServiceMock({
                  entities: structuredClone(entities),
                }).getEntities(query),
            }),
        }),
        createServiceFactory({
          service: coreServices.userInfo,
          deps: {},
          factory: () =>
            mockServices.userInfo.mock({
              getUserInfo: async ({ principal }) => {
                const { userEntityRef } = principal as {
                  userEntityRef: string;
                };
                return {
                  userEntityRef,
                  ownershipEntityRefs: ownershipRefsOf(userEntityRef),
                };
              },
            }),
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () =>
            mockServices.permissions.mock({
              authorize: async (questions, { credentials }) =>
                questions.map(({ permission }) => ({
                  result: isDenied(
                    options.denials ?? {},
                    credentials.principal,
                    permission.name,
                  )
                    ? AuthorizeResult.DENY
                    : AuthorizeResult.ALLOW,
                })),
            }),
        }),
      ],
    });
    return new ControlPlaneBench(
      backend,
      knex,
      entities,
      scheduler,
      notifications,
    );
  }

  /** The database of the bench at the newest schema, before any backend runs. */
  static async prepare(knex: Knex): Promise<Knex> {
    return openDatabase(mockServices.database({ knex }));
  }

  private constructor(
    readonly backend: TestBackend,
    readonly knex: Knex,
    /** The catalog; edits are seen within its refresh interval. */
    readonly entities: Entity[],
    readonly scheduler: SchedulerService,
    /** What was sent to people, the oldest first. */
    readonly notifications: NotificationSendOptions[],
  ) {}

  /** Runs a scheduled job once, now. */
  async runJob(id: string): Promise<void> {
    await this.scheduler.triggerTask(id);
  }

  /** Moves the plugin's clock; call `jest.restoreAllMocks()` after the test. */
  travel(milliseconds: number): void {
    const nowMs = Date.now();
    const startedAtMs = performance.now();
    jest
      .spyOn(Date, 'now')
      .mockImplementation(
        () =>
          nowMs + milliseconds + Math.round(performance.now() - startedAtMs),
      );
  }

  /** Gives each seat its person of the example company, who has accepted it. */
  async fillSeats(): Promise<void> {
    await this.knex('seats')
      .insert(
        Object.entries(SEAT_HOLDERS).map(([seat, userRef]) => ({
          id: seat,
          seat,
          user_ref: userRef,
          user_name: userRef,
          appointed_by: GIL,
          appointed_at_ms: 1,
          accepted_at_ms: 2,
        })),
      )
      .onConflict('id')
      .ignore();
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  /** Calls a route of the plugin as a person. */
  async call(
    as: string,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ): Promise<Response> {
    return this.callWith(mockCredentials.user.header(as), method, path, body);
  }

  async callWith(
    authorization: string,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ): Promise<Response> {
    return request(this.backend.server)
      [method](`/api/ai-foundation${path}`)
      .set('authorization', authorization)
      .send(body);
  }

  /**
   * Publishes a policy by the way that every version goes: Eve drafts it, Lea
   * reviews it and Gil publishes it; answers its hash.
   *
   * @param version - the one that comes next, as a major or a minor change.
   */
  async publish(version = '1.0', document = examplePolicy()): Promise<string> {
    const change = version.endsWith('.0') ? 'major' : 'minor';
    const draft = await this.approvedDraft(document, change === 'major');
    const published = expectSuccess(
      await this.call(GIL, 'post', `/aup/drafts/${draft.id}/publication`, {
        contentSha256: draft.contentSha256,
        change,
      }),
    );
    if (published.version !== version) {
      throw new Error(
        `Version ${published.version} comes next, not ${version}`,
      );
    }
    return published.sha256;
  }

  /** A draft of Eve's that is handed in. */
  async submittedDraft(
    document = examplePolicy(),
  ): Promise<{ id: string; contentSha256: string; revision: number }> {
    const { id, revision } = expectSuccess(
      await this.call(EVE, 'post', '/aup/drafts', {}),
    );
    const draft = expectSuccess(
      await this.call(EVE, 'put', `/aup/drafts/${id}`, { revision, document }),
    );
    return expectSuccess(
      await this.call(EVE, 'post', `/aup/drafts/${id}/submissions`, {
        contentSha256: draft.contentSha256,
        summary: 'What the working group agreed on.',
      }),
    );
  }

  /** As `submittedDraft`, and Lea has approved it. */
  async approvedDraft(
    document = examplePolicy(),
    material = true,
  ): Promise<{ id: string; contentSha256: string; revision: number }> {
    await this.fillSeats();
    const { id, contentSha256 } = await this.submittedDraft(document);
    return expectSuccess(
      await this.call(LEA, 'post', `/aup/drafts/${id}/reviews`, {
        contentSha256,
        outcome: 'approved',
        comment: 'It holds in court.',
        sections: document.sections.map(section => ({
          id: section.id,
          signedOff: true,
        })),
        material,
      }),
    );
  }

  async acknowledge(as: string): Promise<void> {
    const { version, sha256 } = expectSuccess(
      await this.call(as, 'get', '/aup/current'),
    );
    expectSuccess(
      await this.call(as, 'post', `/aup/versions/${version}/acknowledgements`, {
        sha256,
      }),
    );
  }

  async modelHash(ref: string): Promise<string> {
    const { items } = expectSuccess(await this.call(GIL, 'get', '/models'));
    return items.find((item: { ref: string }) => item.ref === ref)
      .governedSha256;
  }

  async decide(
    ref: string,
    decision: 'approved' | 'suspended' | 'retired' = 'approved',
  ): Promise<void> {
    await this.fillSeats();
    expectSuccess(
      await this.call(SAM, 'post', `/models/${ref.split(':')[1]}/decisions`, {
        decision,
        governedSha256: await this.modelHash(ref),
        reason: 'The working group agreed.',
      }),
    );
  }

  /** The way up to where `as` can be issued a key for the model Swift. */
  async makeReadyForKeys(as: string): Promise<void> {
    await this.publish();
    await this.acknowledge(as);
    await this.decide(SWIFT);
  }

  /** Waits until what is asked holds, for at most five seconds. */
  async eventually(holds: () => Promise<boolean>): Promise<void> {
    await this.eventuallyWithin(5_000, holds);
  }

  /** Waits until what is asked holds. */
  async eventuallyWithin(
    limitMs: number,
    holds: () => Promise<boolean>,
  ): Promise<void> {
    const deadline = Date.now() + limitMs;
    while (!(await holds())) {
      if (Date.now() > deadline) {
        throw new Error(`It did not happen within ${limitMs} ms`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

function isDenied(
  denials: Denials,
  principal: unknown,
  permission: string,
): boolean {
  const { userEntityRef } = principal as { userEntityRef: string };
  return (denials[userEntityRef] ?? []).some(({ name }) => name === permission);
}

function expectSuccess(response: Response) {
  if (response.status >= 300) {
    throw new Error(`${response.status}: ${response.text}`);
  }
  return response.body;
}
