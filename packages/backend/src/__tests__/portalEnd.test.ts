import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { Knex } from 'knex';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';
import { IssuedKey, Portal } from '../__testUtils__/Portal';
import { portalDatabases } from '../__testUtils__/portalDatabases';

jest.setTimeout(300_000);

const CLIENTS = 200;
/** A heartbeat is missed after ten seconds, and looked for every few. */
const SWEEP_DEADLINE_MS = 60_000;

/** A row of the ledger, money as text. */
interface SettledRow {
  id: string;
  outcome: string;
  cost: string;
  hold: string;
}

/** What one client got before the crash. */
interface Experience {
  requestId: string | undefined;
  gotBytes: boolean;
}

describe.each(portalDatabases())('the end of a portal ($name)', database => {
  let provider: DemoProvider;
  let portal: Portal;
  let key: IssuedKey;
  let knex: Knex;

  beforeAll(async () => {
    provider = await startDemoProvider();
    portal = await Portal.create({ database, providerUrl: provider.url });
    await portal.start();
    key = await portal.issueKey();
    knex = database.connect(portal.folder);
  });

  afterAll(async () => {
    await knex?.destroy();
    await portal?.stop();
    await provider?.stop();
  });

  async function client(index: number): Promise<Experience> {
    const experience: Experience = { requestId: undefined, gotBytes: false };
    try {
      const response = await fetch(`${portal.gatewayUrl}/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key.secret}` },
        body: JSON.stringify({
          model: 'gpt-4o-mini',
          messages: [
            { role: 'user', content: `Count to ${20 + (index % 60)}` },
          ],
          stream: index % 4 !== 0,
          metadata: { client: String(index), demo_behaviour: 'chunk-delay:40' },
        }),
      });
      experience.requestId =
        response.headers.get('x-ai-foundation-request-id') ?? undefined;
      for await (const bytes of Readable.fromWeb(
        response.body as ReadableStream,
      )) {
        experience.gotBytes ||= bytes.length > 0;
      }
    } catch {
      // The crash; what came before it is the experience.
    }
    return experience;
  }

  async function restart(): Promise<void> {
    await portal.kill();
    await portal.start();
  }

  async function allSettled(): Promise<void> {
    const end = Date.now() + SWEEP_DEADLINE_MS;
    while (Date.now() < end) {
      const open = await knex('requests')
        .where('state', 'admitted')
        .first('id');
      if (!open) {
        return;
      }
      await wait(250);
    }
    throw new Error('Rows of the dead process were never settled');
  }

  it('by kill -9 in the middle of 200 concurrent requests loses no row, no hold and no cent', async () => {
    const clients = Array.from({ length: CLIENTS }, (_, index) =>
      client(index),
    );
    while (provider.requests.length < CLIENTS / 2) {
      await wait(10);
    }
    await wait(700);
    await restart();
    const experiences = await Promise.all(clients);
    await allSettled();

    const rows: SettledRow[] = await knex('requests').select(
      'id',
      'outcome',
      knex.raw('cast(cost_pico_usd as text) as cost'),
      knex.raw('cast(hold_pico_usd as text) as hold'),
    );
    const ids = new Set(rows.map(({ id }) => id));
    const cut = rows.filter(({ outcome }) => outcome === 'unsettled');
    const served = experiences.filter(({ gotBytes }) => gotBytes);

    // The crash did come in the middle: some had bytes, and some were cut.
    expect(served.length).toBeGreaterThan(10);
    expect(cut.length).toBeGreaterThan(10);

    expect(rows.length).toBeGreaterThanOrEqual(provider.requests.length);
    expect(
      served.filter(({ requestId }) => !requestId || !ids.has(requestId)),
    ).toEqual([]);
    expect(cut.every(({ cost, hold }) => cost === hold)).toBe(true);

    expect(await knex('holds')).toEqual([]);
    const sum = (values: string[]) =>
      values.reduce((total, value) => total + BigInt(value), 0n);
    const spent = String(sum(rows.map(({ cost }) => cost)));
    // The ceilings that all of these requests ran under.
    const committed = await knex('ceiling_spend')
      .join('ceilings', 'ceilings.id', 'ceiling_id')
      .whereIn('scope_kind', ['organisation', 'key'])
      .orderBy('scope_kind')
      .select(
        'scope_kind',
        knex.raw('cast(committed_pico_usd as text) as amount'),
      );
    const rolledUp = await knex('cost_rollups').select(
      knex.raw('cast(cost_pico_usd as text) as amount'),
    );
    expect(committed.filter(({ amount }) => amount !== '0')).toEqual([
      { scope_kind: 'key', amount: spent },
      { scope_kind: 'organisation', amount: spent },
    ]);
    expect(String(sum(rolledUp.map(({ amount }) => amount)))).toBe(spent);
  });

  it('by a shutdown lets running requests end, and settles them', async () => {
    const before = provider.requests.length;
    const clients = Array.from({ length: 20 }, (_, index) => client(index));
    while (provider.requests.length < before + 20) {
      await wait(10);
    }
    await portal.shutDown();
    const experiences = await Promise.all(clients);
    const rows: { state: string; outcome: string }[] = await knex('requests')
      .whereIn(
        'id',
        experiences.flatMap(({ requestId }) => requestId ?? []),
      )
      .select('state', 'outcome');
    expect(rows).toHaveLength(20);
    expect(rows.filter(({ outcome }) => outcome !== 'completed')).toEqual([]);
    expect(await knex('holds')).toEqual([]);
    await portal.start();
  });

  it('is followed by a start that serves the same key', async () => {
    const after = await client(0);
    expect(after).toMatchObject({
      gotBytes: true,
      requestId: expect.any(String),
    });
  });
});
