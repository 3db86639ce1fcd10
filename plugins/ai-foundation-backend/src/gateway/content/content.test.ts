import { randomBytes } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { Knex } from 'knex';
import { BenchOptions, GatewayBench } from '../__testUtils__/GatewayBench';
import { scripted, statusAndCode } from '../__testUtils__/gatewayRequests';
import { ContentCipher } from './ContentCipher';
import { placeOf } from './ContentLog';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const KEY = randomBytes(32);
const CANARY = 'canary-prompt-7f1d';
const PUBLIC = {
  name: 'internal',
  rank: 2,
  externalProviders: 'logged' as const,
  contentLogging: 'allowed' as const,
};

describe.each(databases.eachSupportedId())(
  'contents of requests (%s)',
  databaseId => {
    let provider: DemoProvider;
    let bench: GatewayBench;
    let knex: Knex;

    async function start(options: Partial<BenchOptions> = {}) {
      provider = await startDemoProvider();
      knex = await databases.init(databaseId);
      bench = await GatewayBench.create({
        knex,
        provider,
        gateway: { contentLogging: { key: KEY.toString('base64') } },
        ...options,
      });
    }

    afterEach(async () => {
      await bench.stop();
      await provider.stop();
    });

    const ask = (more: object = {}) =>
      bench.post(
        scripted('deterministic', {
          messages: [{ role: 'user', content: CANARY }],
          ...more,
        }),
      );

    const kept = async () => {
      for (let attempt = 0; attempt < 200; attempt++) {
        const row = await knex('request_contents').first();
        if (row?.answer) {
          return row;
        }
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      throw new Error('No answer was kept');
    };

    it('are kept whole and encrypted, and open with their key alone', async () => {
      await start();
      const answer = await (await ask({ stream: true })).text();
      const row = await kept();
      expect(JSON.stringify(row)).not.toContain(CANARY);
      expect(row.prompt.toString('latin1')).not.toContain(CANARY);

      const id = row.request_id;
      const sealed = (bytes: Buffer) => ({
        keyId: row.encryption_key_id,
        bytes,
      });
      const cipher = new ContentCipher([KEY]);
      expect(
        cipher.open(sealed(row.prompt), placeOf(id, 'prompt')).toString(),
      ).toContain(CANARY);
      expect(
        cipher.open(sealed(row.answer), placeOf(id, 'answer')).toString(),
      ).toBe(answer);
      expect([Boolean(row.prompt_cut), Boolean(row.answer_cut)]).toEqual([
        false,
        false,
      ]);
      const [request] = await bench.settledRows();
      expect(request).toMatchObject({ id });
    });

    it('are cut at the bound, and marked so', async () => {
      await start({
        gateway: {
          contentLogging: { key: KEY.toString('base64'), maxBytes: 20 },
        },
      });
      await (await ask()).text();
      const row = await kept();
      expect([Boolean(row.prompt_cut), Boolean(row.answer_cut)]).toEqual([
        true,
        true,
      ]);
      expect(row.prompt.length).toBe(20 + 12 + 16);
    });

    it('are not kept where the tier says never, or the gateway keeps none', async () => {
      await start({ tiers: [{ ...PUBLIC, contentLogging: 'never' }] });
      expect((await ask()).status).toBe(200);
      expect(await knex('request_contents')).toEqual([]);
      await bench.stop();
      await provider.stop();

      await start({ gateway: {} });
      expect((await ask()).status).toBe(200);
      expect(await knex('request_contents')).toEqual([]);
    });

    it('that cannot be kept are not sent', async () => {
      await start({
        contentStore: {
          insert: async () => {
            throw new Error('The table is away');
          },
          addAnswer: async () => {},
          remove: async () => {},
        },
      });
      expect(await statusAndCode(await ask())).toEqual({
        status: 503,
        code: 'content_not_kept',
      });
      expect(await bench.settledRows()).toMatchObject([
        { outcome: 'refused', error_code: 'content_not_kept' },
      ]);
      expect(provider.requests).toEqual([]);
    });

    it('of what a ceiling refused are removed again', async () => {
      await start({ ceilingPicoUsd: 1n });
      expect((await ask()).status).toBe(402);
      for (let attempt = 0; attempt < 100; attempt++) {
        if ((await knex('request_contents')).length === 0) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      throw new Error('The prompt is still there');
    });
  },
);
