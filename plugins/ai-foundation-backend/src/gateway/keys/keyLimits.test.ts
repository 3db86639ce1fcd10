import { TestDatabases } from '@backstage/backend-test-utils';
import { KeyUseLimits } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  EVE,
  exampleConfig,
  ROCKETS,
  SWIFT,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const wanted = {
  owner: ROCKETS,
  purpose: 'coding',
  models: [SWIFT],
  tier: 'internal',
};

describe.each(databases.eachSupportedId())(
  'limits of keys (%s)',
  databaseId => {
    let bench: ControlPlaneBench;

    beforeAll(async () => {
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        config: {
          ...exampleConfig,
          aiFoundation: {
            ...exampleConfig.aiFoundation,
            keys: { limits: { requestsPerMinute: 60, concurrency: 4 } },
          },
        },
      });
      await bench.makeReadyForKeys(ADA);
      await bench.fillSeats();
    });

    afterAll(async () => {
      await bench.stop();
    });

    const ask = (limits?: KeyUseLimits) =>
      bench.call(ADA, 'post', '/keys', { ...wanted, limits });

    it('are those of every key where it asks for none', async () => {
      const { body } = await ask();
      expect(body.key.limits).toEqual({
        requestsPerMinute: 60,
        concurrency: 4,
      });
    });

    it('can be narrower at once, and the audit trail tells them', async () => {
      const { status, body } = await ask({
        requestsPerMinute: 10,
        tokensPerMinute: 5_000,
      });
      expect(status).toBe(201);
      expect(body.key.limits).toEqual({
        requestsPerMinute: 10,
        tokensPerMinute: 5_000,
        concurrency: 4,
      });
      const listed = await bench.call(ADA, 'get', '/keys');
      expect(listed.body.items).toContainEqual(
        expect.objectContaining({ id: body.key.id, limits: body.key.limits }),
      );
      const entry = await bench
        .knex('audit_entries')
        .where('subject', `key:${body.key.id}`)
        .first();
      expect(JSON.parse(entry.details).limits).toEqual({
        requestsPerMinute: 10,
        tokensPerMinute: 5_000,
      });
    });

    it('can be wider where an approver agrees', async () => {
      const limits = { requestsPerMinute: 600 };
      const refused = await ask(limits);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain(
        '600 requests a minute, where keys have 60',
      );

      const submitted = await bench.call(ADA, 'post', '/key-requests', {
        ...wanted,
        limits,
        justification: 'A nightly run.',
      });
      expect(submitted.body).toMatchObject({ limits });
      const { id } = submitted.body;
      await bench.call(EVE, 'post', '/key-requests/decisions', {
        ids: [id],
        decision: 'approved',
        reason: 'It is known.',
      });
      const collected = await bench.call(
        ADA,
        'post',
        `/key-requests/${id}/collection`,
      );
      expect(collected.body.key.limits).toEqual({
        requestsPerMinute: 600,
        concurrency: 4,
      });
    });

    it('are whole numbers above zero', async () => {
      for (const limits of [
        { requestsPerMinute: 0 },
        { tokensPerMinute: 1.5 },
        { concurrency: -1 },
      ]) {
        expect((await ask(limits)).status).toBe(400);
      }
    });
  },
);
