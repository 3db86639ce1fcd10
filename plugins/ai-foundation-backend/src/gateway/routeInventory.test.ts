import { TestDatabases } from '@backstage/backend-test-utils';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { GatewayBench, SECRET } from './__testUtils__/GatewayBench';
import { DialectRegistry } from './dialects/DialectRegistry';
import { createKeySecret } from './keys/keyFormat';
import { RouteTable } from './RouteTable';

jest.setTimeout(60_000);

// The way of a request depends on no database.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const MODEL = 'gpt-4o';

/** A body that the operation of any path can read. */
function bodyFor(path: string): string {
  return JSON.stringify({
    model: MODEL,
    max_tokens: 20,
    messages: [{ role: 'user', content: 'Hi' }],
    input: 'Hi',
    contents: [{ parts: [{ text: 'Hi' }] }],
    // Elsewhere it names a stored prompt, which has no price.
    prompt: path.endsWith('/completions') ? 'Hi' : undefined,
  });
}

/** What looks like a feature of the dialect, and does work that no row could follow. */
const UNFOLLOWED: Record<string, Array<[method: string, path: string]>> = {
  openai: [
    ['POST', '/v1/files'],
    ['GET', '/v1/files'],
    ['POST', '/v1/batches'],
    ['POST', '/v1/uploads'],
    ['POST', '/v1/fine_tuning/jobs'],
    ['GET', '/v1/responses/resp_1'],
    ['POST', '/v1/responses/resp_1/cancel'],
    ['POST', '/v1/images/generations'],
    ['POST', '/v1/audio/transcriptions'],
    ['POST', '/v1/assistants'],
    ['POST', '/openai/deployments/gpt-4o/images/generations'],
    ['DELETE', '/v1/models/gpt-4o'],
  ],
  anthropic: [
    ['POST', '/v1/messages/batches'],
    ['GET', '/v1/messages/batches/b_1'],
    ['POST', '/v1/files'],
    ['POST', '/v1/complete'],
    ['GET', '/v1/organizations/usage_report/messages'],
  ],
  gemini: [
    ['POST', '/v1beta/models/gpt-4o:batchGenerateContent'],
    ['POST', '/v1beta/models/gpt-4o:embedContent'],
    ['POST', '/v1beta/models/gpt-4o:predict'],
    ['POST', '/v1beta/cachedContents'],
    ['POST', '/upload/v1beta/files'],
    ['POST', '/v1beta/fileSearchStores'],
    ['POST', '/v1beta/interactions'],
  ],
};

describe.each(new DialectRegistry().all.map(dialect => [dialect.id, dialect]))(
  'the routes of %s',
  (id, dialect) => {
    const { routes } = new RouteTable(dialect);
    let provider: DemoProvider;
    let bench: GatewayBench;

    beforeAll(async () => {
      provider = await startDemoProvider();
      bench = await GatewayBench.create({
        knex: await databases.init('SQLITE_3'),
        provider,
        dialect: id as 'openai' | 'anthropic' | 'gemini',
      });
    });

    afterAll(async () => {
      await bench.stop();
      await provider.stop();
    });

    function ask(method: string, path: string, key?: string) {
      const url =
        bench.url.replace(/\/v1$/, '') +
        path.replace('{model}', MODEL) +
        (path.includes('stream') ? '?alt=sse' : '');
      return fetch(url, {
        method,
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
        body: method === 'POST' ? bodyFor(path) : undefined,
      });
    }

    it.each([
      ['no key', undefined],
      ['what is no key', 'sk-1234567890'],
      ['a key that was never issued', createKeySecret().whole],
      ['the right id with another secret', createKeySecret(SECRET.id).whole],
    ])('open for nobody with %s', async (_, key) => {
      const before = await bench.settledRows();
      for (const { method, path } of routes) {
        const { status } = await ask(method, path, key);
        expect([method, path, status]).toEqual([method, path, 401]);
      }
      expect(provider.requests).toHaveLength(0);
      expect(await bench.settledRows()).toHaveLength(before.length);
    });

    it('each leave a row that was decided and settled before they answer from a provider', async () => {
      const billed = routes.filter(({ method }) => method === 'POST');
      for (const { method, path, operation } of billed) {
        const seenBefore = provider.requests.length;
        const answer = await ask(method, path, SECRET.whole);
        await answer.text();
        const row = (await bench.settledRows()).at(-1);
        expect(row).toMatchObject({ operation, dialect: id });
        expect(JSON.parse(row!.decision).length).toBeGreaterThan(5);
        expect(answer.headers.get('x-ai-foundation-request-id')).toBe(row?.id);
        const sent = provider.requests.length - seenBefore;
        // A model of another type is not one of this operation, and nothing is sent.
        const expected =
          operation === 'embeddings'
            ? { status: 404, sent: 0, code: 'model_not_found' }
            : { status: 200, sent: 1, code: null };
        expect({
          path,
          status: answer.status,
          sent,
          code: row?.error_code,
        }).toEqual({ path, ...expected });
      }
      expect(await bench.settledRows()).toHaveLength(billed.length);
    });

    it.each(UNFOLLOWED[id])(
      'do not follow %s %s, and say why',
      async (method, path) => {
        const seenBefore = provider.requests.length;
        const answer = await ask(method, path, SECRET.whole);
        expect([404, 405]).toContain(answer.status);
        expect(await answer.text()).toMatch(/serve/);
        expect(provider.requests).toHaveLength(seenBefore);
        expect((await bench.settledRows()).at(-1)).toMatchObject({
          outcome: 'refused',
        });
      },
    );
  },
);
