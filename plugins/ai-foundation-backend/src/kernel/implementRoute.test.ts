import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { defineRoute } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { NotAllowedError } from '@backstage/errors';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import request from 'supertest';
import { z } from 'zod';
import { implementChange, implementRoute } from './implementRoute';

const route = defineRoute({
  method: 'post',
  path: '/things/{name}',
  summary: 'Makes a thing',
  params: z.object({ name: z.string() }),
  query: z.object({ size: z.coerce.number().default(1) }),
  body: z.object({ colour: z.enum(['red', 'blue']) }),
  response: z.object({ thing: z.string() }),
  status: 201,
});

describe('implementRoute', () => {
  const router = PromiseRouter();
  router.use(express.json());
  implementRoute(
    router,
    route,
    mockServices.httpAuth(),
    async ({ params, query, body, credentials }) => ({
      thing: `${query.size} ${body.colour} ${params.name} of ${credentials.principal.userEntityRef}`,
    }),
  );
  const app = express().use(router).use(mockErrorHandler());
  const post = (authorization: string, body: object = { colour: 'red' }) =>
    request(app)
      .post('/things/ball?size=3')
      .set('authorization', authorization)
      .send(body);

  it('hands parsed input to the handler', async () => {
    const { status, body } = await post(
      mockCredentials.user.header('user:default/ada'),
    );
    expect(status).toBe(201);
    expect(body).toEqual({ thing: '3 red ball of user:default/ada' });
  });

  it('names the field that is wrong', async () => {
    const { status, body } = await post(mockCredentials.user.header(), {
      colour: 'green',
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain('body is not valid: colour');
  });

  it.each([
    ['a service', mockCredentials.service.header(), 403],
    ['nobody', mockCredentials.none.header(), 401],
    ['a wrong token', mockCredentials.user.invalidHeader(), 401],
  ])('refuses %s', async (_, authorization, status) => {
    expect((await post(authorization)).status).toBe(status);
  });
});

describe('implementChange', () => {
  it.each([
    ['success', 201, 1, 0],
    ['failure', 403, 0, 1],
  ])('tells the auditor of %s', async (end, status, successes, failures) => {
    const event = { success: jest.fn(), fail: jest.fn() };
    const auditor = mockServices.auditor.mock({
      createEvent: async () => event,
    });
    const router = PromiseRouter();
    router.use(express.json());
    implementChange(
      router,
      route,
      { httpAuth: mockServices.httpAuth(), auditor, id: 'thing-make' },
      async () => {
        if (end === 'failure') {
          throw new NotAllowedError('no');
        }
        return { thing: 'ball' };
      },
    );
    const app = express().use(router).use(mockErrorHandler());
    const response = await request(app)
      .post('/things/ball')
      .set('authorization', mockCredentials.user.header())
      .send({ colour: 'red' });

    expect(response.status).toBe(status);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'thing-make',
        meta: { name: 'ball' },
      }),
    );
    expect(event.success).toHaveBeenCalledTimes(successes);
    expect(event.fail).toHaveBeenCalledTimes(failures);
  });
});
