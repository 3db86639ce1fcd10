import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENGINEER, Portal } from '../__testUtils__/Portal';
import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { portalDatabases } from '../__testUtils__/portalDatabases';

jest.setTimeout(240_000);

const CREDENTIAL = 'canary-credential-8c1f0e5d7a';
/** Where a client puts what belongs into no record: names and paths are recorded. */
const PROMPT = 'canary-prompt-5b7e2d9a41';
/** What people write to models. */
const WORDS = 'canary-words-c93a17f6d2';

describe.each(portalDatabases())('secrets of the portal ($name)', database => {
  let provider: DemoProvider;
  let portal: Portal;

  beforeAll(async () => {
    provider = await startDemoProvider({ credential: CREDENTIAL });
    portal = await Portal.create({
      database,
      providerUrl: provider.url,
      config: {
        backend: { logger: { level: 'debug' } },
        aiFoundation: { providers: { openai: { apiKey: CREDENTIAL } } },
      },
    });
    await portal.start();
  });

  afterAll(async () => {
    await portal?.stop();
    await provider?.stop();
  });

  /** Sends a request in every way that works or fails, and gathers what it is told. */
  async function exercise(secret: string): Promise<string[]> {
    const url = `${portal.gatewayUrl}/chat/completions`;
    const body = (more: object) =>
      JSON.stringify({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: `${PROMPT} ${WORDS}` }],
        ...more,
      });
    const bearer = { authorization: `Bearer ${secret}` };
    const behaviours = [
      'deterministic',
      'error-500',
      'garbage',
      'redirect',
      'cut-after:2',
    ];
    const attempts: Array<[string, RequestInit]> = [
      ...behaviours.map((demo_behaviour): [string, RequestInit] => [
        url,
        {
          method: 'POST',
          headers: bearer,
          body: body({ metadata: { demo_behaviour } }),
        },
      ]),
      [url, { method: 'POST', headers: bearer, body: body({ model: PROMPT }) }],
      [url, { method: 'POST', headers: bearer, body: `{"model": "${WORDS}` }],
      [
        url,
        { method: 'POST', headers: { 'x-api-key': secret }, body: body({}) },
      ],
      [`${url}?api_key=${secret}`, { method: 'POST', body: body({}) }],
      [`${portal.gatewayUrl}/${PROMPT}?key=${secret}`, { headers: bearer }],
      [`${portal.url}/api/ai-foundation/requests`, { headers: bearer }],
      [`${portal.url}/api/ai-foundation/me`, { headers: bearer }],
    ];
    const answers: string[] = [];
    for (const [target, init] of attempts) {
      const response = await fetch(target, init);
      const echoed = (await response.text())
        .replaceAll(PROMPT, '')
        .replaceAll(WORDS, '');
      answers.push(JSON.stringify([...response.headers]) + echoed);
    }
    return answers;
  }

  async function allTables(): Promise<string> {
    const knex = database.connect(portal.folder);
    try {
      const isSqlite = database.name === 'SQLite';
      const tables: string[] = isSqlite
        ? await knex('sqlite_master').where('type', 'table').pluck('name')
        : await knex('pg_tables')
            .where('schemaname', 'public')
            .pluck('tablename');
      expect(tables).toEqual(
        expect.arrayContaining(['keys', 'requests', 'audit_entries']),
      );
      const contents = await Promise.all(tables.map(table => knex(table)));
      return JSON.stringify(contents);
    } finally {
      await knex.destroy();
    }
  }

  async function allPages(token: string): Promise<string> {
    const paths = [
      '/me',
      '/keys',
      '/requests',
      '/models',
      '/costs',
      '/openapi.json',
    ];
    const answers = await Promise.all(
      paths.map(path =>
        fetch(`${portal.url}/api/ai-foundation${path}`, {
          headers: { authorization: `Bearer ${token}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    const config = await fetch(portal.url);
    return (
      await Promise.all([...answers, config].map(answer => answer.text()))
    ).join('\n');
  }

  async function allFiles(): Promise<string> {
    const names = await readdir(portal.folder);
    const databases = names.filter(name => /\.sqlite/.test(name));
    const contents = await Promise.all(
      databases.map(name => readFile(join(portal.folder, name), 'latin1')),
    );
    return contents.join('\n');
  }

  it('and prompts are in no log line, table, answer or page', async () => {
    const { secret, id } = await portal.issueKey();
    const answers = await exercise(secret);
    const engineer = await portal.as(ENGINEER);
    await engineer.call(api.revokeKey, { params: { id } });
    const token = await portal.signIn(ENGINEER);
    const sinks = {
      log: portal.output,
      tables: await allTables(),
      answers: answers.join('\n'),
      pages: await allPages(token),
      files: await allFiles(),
    };

    // What is looked through does hold what these requests left.
    expect(sinks.log).toContain(
      '/api/ai-foundation/openai/v1/chat/completions',
    );
    expect(sinks.tables).toContain(id);
    expect(sinks.pages).toContain(id);

    const secretPart = secret.split('_')[2];
    for (const [name, content] of Object.entries(sinks)) {
      const found = [secretPart, CREDENTIAL, WORDS].filter(text =>
        content.includes(text),
      );
      expect([name, found]).toEqual([name, []]);
    }
  });

  it('leave no prompt behind where content is not logged', async () => {
    // The name of a model is recorded, and was the prompt once on purpose.
    const knex = database.connect(portal.folder);
    const rows = await knex('requests').whereNot('requested_model', PROMPT);
    await knex.destroy();
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toContain(PROMPT);
  });
});
