import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Key,
  keyRevokeAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import request from 'supertest';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  GIL,
  ROCKETS,
  SWIFT,
  TOM,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(databases.eachSupportedId())('a key (%s)', databaseId => {
  let bench: ControlPlaneBench;
  let id: string;
  let first: string;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [keyRevokeAllPermission],
        [TOM]: [keyRevokeAllPermission],
      },
    });
    await bench.makeReadyForKeys(ADA);
    const { body } = await bench.call(ADA, 'post', '/keys', {
      owner: ROCKETS,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'internal',
    });
    id = body.key.id;
    first = body.secret;
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  /** What the data plane says to a secret: its status and error code. */
  const use = async (secret: string): Promise<[number, string | undefined]> => {
    const { status, body } = await request(bench.backend.server)
      .get('/api/ai-foundation/openai/v1/models')
      .set('authorization', `Bearer ${secret}`);
    return [status, body.error?.code];
  };

  /** The data plane follows a change within two seconds. */
  const becomes = async (secret: string, status: number, code?: string) => {
    const startedAt = performance.now();
    await bench.eventually(async () => (await use(secret))[0] === status);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(await use(secret)).toEqual([status, code]);
  };

  const rotate = async (as = ADA, overlapHours = 24) =>
    bench.call(as, 'post', `/keys/${id}/rotations`, { overlapHours });

  const listed = async (): Promise<Key> =>
    (await bench.call(ADA, 'get', '/keys')).body.items[0];

  describe('that is rotated', () => {
    it('works with both secrets until the overlap ends, under one id', async () => {
      const { status, body } = await rotate();
      expect(status).toBe(201);
      expect(body.key.id).toBe(id);
      expect(body.secret).toContain(id);
      expect(body.secret).not.toBe(first);
      await becomes(body.secret, 200);
      expect(await use(first)).toEqual([200, undefined]);

      bench.travel(24 * HOUR_MS + 1);
      await becomes(first, 401, 'key_rotated');
      expect(await use(body.secret)).toEqual([200, undefined]);
      expect((await listed()).rotation).toBeUndefined();
    });

    it('ends the earlier secret early', async () => {
      const { body } = await rotate();
      await becomes(body.secret, 200);
      await bench.call(ADA, 'delete', `/keys/${id}/overlap`);
      await becomes(first, 401, 'key_rotated');
      expect(await use(body.secret)).toEqual([200, undefined]);
    });

    it('says which secret is still used', async () => {
      const { body } = await rotate();
      await becomes(body.secret, 200);
      await request(bench.backend.server)
        .post('/api/ai-foundation/openai/v1/chat/completions')
        .set('authorization', `Bearer ${first}`)
        .send({ model: 'none', messages: [] });
      await bench.eventually(
        async () => (await listed()).rotation?.previousLastUsedAt !== undefined,
      );
      expect((await listed()).rotation?.currentLastUsedAt).toBeUndefined();
    });

    it('ends both secrets when it is revoked', async () => {
      const { body } = await rotate();
      await becomes(body.secret, 200);
      await bench.call(ADA, 'delete', `/keys/${id}`);
      await becomes(body.secret, 401, 'key_revoked');
      expect(await use(first)).toEqual([401, 'key_revoked']);
    });

    it('keeps the new secret for itself', async () => {
      const { body } = await rotate();
      const tables = await Promise.all(
        ['keys', 'audit_entries'].map(table => bench.knex(table)),
      );
      const secret = body.secret.split('_')[2].slice(0, 43);
      expect(JSON.stringify(tables)).not.toContain(secret);
    });

    it('gives no secret to who has not acknowledged the policy', async () => {
      const refused = await rotate(BEN);
      expect(refused.status).toBe(403);
      expect(refused.body.secret).toBeUndefined();
      expect(refused.body.error.message).toContain('acknowledge');
      expect(await use(first)).toEqual([200, undefined]);
    });

    it('is rotated by its team alone, once at a time, for a week at most', async () => {
      expect((await rotate(TOM)).status).toBe(403);
      expect((await rotate(GIL)).status).toBe(403);
      expect((await rotate(ADA, 169)).status).toBe(400);
      await bench.acknowledge(BEN);
      expect((await rotate(BEN)).status).toBe(201);
      expect((await rotate(ADA)).status).toBe(409);
      await bench.call(ADA, 'delete', `/keys/${id}`);
      expect((await rotate(ADA)).status).toBe(409);
    });
  });

  describe('that is suspended', () => {
    const act = (as: string, what: 'suspension' | 'resumption') =>
      bench.call(as, 'post', `/keys/${id}/${what}`, { reason: 'An incident.' });

    it('by a person stops, and works again once it is resumed', async () => {
      await becomes(first, 200);
      const { body } = await act(GIL, 'suspension');
      expect(body).toMatchObject({
        state: 'suspended',
        suspendedBy: GIL,
        suspendedBecause: expect.stringContaining('An incident.'),
      });
      await becomes(first, 403, 'key_suspended');
      await act(GIL, 'resumption');
      await becomes(first, 200);
      expect((await act(GIL, 'resumption')).status).toBe(409);
    });

    it('is so by those who may end every key', async () => {
      expect((await act(ADA, 'suspension')).status).toBe(403);
      expect((await act(GIL, 'suspension')).status).toBe(200);
      expect((await act(ADA, 'resumption')).status).toBe(403);
    });

    it.each<[string, string]>([
      ['its creator', 'ada'],
      ['its team', 'rockets'],
    ])('because %s left comes back by itself', async (_, name) => {
      await becomes(first, 200);
      const index = bench.entities.findIndex(
        ({ metadata }) => metadata.name === name,
      );
      const [gone] = bench.entities.splice(index, 1);
      await bench.eventually(
        async () => (await use(first))[1] === 'key_suspended',
      );
      const { body } = await bench.call(GIL, 'get', '/keys');
      expect(body.items[0]).toMatchObject({
        state: 'suspended',
        suspendedBecause: expect.stringContaining('no longer in the catalog'),
      });
      bench.entities.push(gone);
      await bench.eventually(async () => (await use(first))[0] === 200);
    });
  });

  it('is announced before its end, once a notice, to its creator and the lead', async () => {
    await bench
      .knex('keys')
      .update({ created_by: BEN, last_used_at_ms: Date.UTC(2026, 0, 2) });
    const announced = async (): Promise<number> => {
      await bench.runJob('keys.notices');
      await bench.runJob('outbox.deliver');
      return bench.notifications
        .filter(({ payload }) => payload.title.includes('expires'))
        .flatMap(({ recipients }) =>
          'entityRef' in recipients ? recipients.entityRef : [],
        ).length;
    };
    expect(await announced()).toBe(0);
    bench.travel(77 * DAY_MS);
    expect([await announced(), await announced()]).toEqual([2, 2]);
    jest.restoreAllMocks();
    bench.travel(84 * DAY_MS);
    expect(await announced()).toBe(4);
    jest.restoreAllMocks();
    bench.travel(89.5 * DAY_MS);
    expect([await announced(), await announced()]).toEqual([6, 6]);
    const { payload } = bench.notifications.at(-1)!;
    expect(payload.description).toContain('last used on 2026-01-02');
    const { body } = await bench.call(ADA, 'get', '/inbox');
    expect(body.items).toContainEqual(
      expect.objectContaining({ kind: 'key-expires', subject: id }),
    );
  });
});
