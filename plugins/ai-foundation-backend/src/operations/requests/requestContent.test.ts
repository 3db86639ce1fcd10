import { TestDatabases } from '@backstage/backend-test-utils';
import {
  contentReadPermission,
  requestReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  CONTENT_KEY,
  GIL,
  NEWT,
  ROCKETS,
} from '../../__testUtils__/exampleCompany';
import { insertKey, requestRow } from '../__testUtils__/ledgerRows';
import { ContentCipher } from '../../gateway/content/ContentCipher';
import { placeOf } from '../../gateway/content/ContentLog';
import { ContentStore } from '../../gateway/content/ContentStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 86_400_000;

describe.each(databases.eachSupportedId())(
  'GET /requests/{id}/content (%s)',
  databaseId => {
    let bench: ControlPlaneBench;

    beforeAll(async () => {
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        denials: {
          [ADA]: [contentReadPermission],
          [NEWT]: [requestReadAllPermission],
        },
      });
      await insertKey(bench.knex, { id: 'key1', team: ROCKETS });
    });

    afterAll(async () => {
      await bench.stop();
    });

    const keep = async (id: string, ageDays = 0) => {
      const cipher = new ContentCipher([Buffer.from(CONTENT_KEY, 'base64')]);
      await bench
        .knex('requests')
        .insert(requestRow(id, { team_ref: ROCKETS }));
      const sealed = cipher.seal(
        Buffer.from('secret plans'),
        placeOf(id, 'prompt'),
      );
      await new ContentStore(bench.knex).insert(id, {
        keptAtMs: Date.now() - ageDays * DAY_MS,
        keyId: sealed.keyId,
        prompt: sealed.bytes,
        promptCut: false,
      });
    };

    const read = (as: string, id: string) =>
      bench.call(as, 'get', `/requests/${id}/content`);

    it('answers who may, and writes down that they read it', async () => {
      await keep('r1');
      const { status, body } = await read(GIL, 'r1');
      expect(status).toBe(200);
      expect(body).toMatchObject({ prompt: 'secret plans', promptCut: false });
      const entries = await bench
        .knex('audit_entries')
        .where({ subject: 'request:r1', action: 'content.read' });
      expect(entries).toMatchObject([{ actor_ref: GIL }]);
      expect(JSON.stringify(entries)).not.toContain('secret plans');
    });

    it('tells others nothing, and not that there is something', async () => {
      await keep('r2');
      expect((await read(ADA, 'r2')).status).toBe(403);
      expect((await read(NEWT, 'r2')).status).toBe(404);
      expect((await read(BEN, 'none')).status).toBe(404);
      expect(
        await bench.knex('audit_entries').where('subject', 'request:r2'),
      ).toEqual([]);
    });

    it('answers nothing that was moved to another request', async () => {
      await keep('r3');
      await keep('r4');
      const { prompt } = await bench
        .knex('request_contents')
        .where('request_id', 'r3')
        .first();
      await bench
        .knex('request_contents')
        .where('request_id', 'r4')
        .update({ prompt });
      expect((await read(GIL, 'r4')).status).toBe(500);
    });

    it('forgets contents when their time is over', async () => {
      await keep('r5', 31);
      await keep('r6', 29);
      await bench.runJob('content.forget');
      expect((await read(GIL, 'r5')).status).toBe(404);
      expect((await read(GIL, 'r6')).status).toBe(200);
    });
  },
);
