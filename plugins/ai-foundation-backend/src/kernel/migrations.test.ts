import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { readdir } from 'node:fs/promises';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const directory = resolvePackagePath(
  '@ai-foundation/backstage-plugin-ai-foundation-backend',
  'migrations',
);

const HASH = 'a'.repeat(64);
const AMOUNT = '9007199254740993';

const acknowledgement = {
  version: '1.0',
  sha256: HASH,
  user_ref: 'user:default/ada',
  user_name: 'Ada',
  acknowledged_at_ms: 1,
};
const hold = {
  request_id: 'r',
  ceiling_id: 'c',
  window_key: '2026-11',
  amount_pico_usd: AMOUNT,
};

describe.each(databases.eachSupportedId())('migrations (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  it('keeps what a company has through every migration, down and up again', async () => {
    const snapshots: Snapshot[] = [];
    const names: string[] = [];
    for (;;) {
      const [, [name]] = await knex.migrate.up({ directory });
      if (name === undefined) {
        break;
      }
      if (snapshots.length === 0) {
        await fill(knex);
      }
      await fillEmptyTables(knex);
      names.push(name);
      snapshots.push(await snapshot(knex));
    }
    expect(names).toHaveLength((await readdir(directory)).length);
    expect(await amounts(knex)).toEqual([AMOUNT, AMOUNT, AMOUNT]);

    for (let level = names.length - 2; level >= 0; level--) {
      await knex.migrate.down({ directory });
      expect({
        after: `down of ${names[level + 1]}`,
        ...(await snapshot(knex)),
      }).toEqual({
        after: `down of ${names[level + 1]}`,
        ...snapshots[level],
      });
    }
    await knex.migrate.latest({ directory });
    const again = await snapshot(knex);
    for (const table of Object.keys(snapshots[0])) {
      expect({ [table]: again[table] }).toEqual({
        [table]: snapshots.at(-1)?.[table],
      });
    }
    expect(await amounts(knex)).toEqual([AMOUNT, AMOUNT, AMOUNT]);

    await knex.migrate.rollback({ directory }, true);
    expect(await tables(knex)).toEqual([]);
  });

  it('lets nobody acknowledge twice, nor hold for no request', async () => {
    await knex.migrate.up({ directory });
    await fill(knex);

    await expect(
      knex('aup_acknowledgements').insert(acknowledgement),
    ).rejects.toThrow();
    await expect(
      knex('holds').insert({ ...hold, request_id: 'none' }),
    ).rejects.toThrow();
  });
});

/** The rows of each table, as text that is the same on both databases. */
type Snapshot = Record<string, string[]>;

async function snapshot(knex: Knex): Promise<Snapshot> {
  const entries = await Promise.all(
    (
      await tables(knex)
    ).map(async table => {
      const rows = await knex(table);
      return [
        table,
        rows.map(row => JSON.stringify(row, Object.keys(row).sort())).sort(),
      ];
    }),
  );
  return Object.fromEntries(entries);
}

/**
 * A row in each table that has none. All texts are alike and all numbers too,
 * so that whatever refers to another row finds one; tables that are referred to
 * may come later in the list, so it is gone through until all have a row.
 */
async function fillEmptyTables(knex: Knex): Promise<void> {
  let waiting = await tables(knex);
  while (waiting.length > 0) {
    const refused: string[] = [];
    const reasons: string[] = [];
    for (const table of waiting) {
      try {
        await fillIfEmpty(knex, table);
      } catch (error) {
        refused.push(table);
        reasons.push(`${table}: ${error}`);
      }
    }
    if (refused.length === waiting.length) {
      throw new Error(`No row could be put into ${reasons.join('; ')}`);
    }
    waiting = refused;
  }
}

async function fillIfEmpty(knex: Knex, table: string): Promise<void> {
  if (await knex(table).first()) {
    return;
  }
  const columns = Object.entries(await knex(table).columnInfo());
  await knex(table).insert(
    Object.fromEntries(
      columns.map(([name, { type }]) => [name, valueOf(name, type)]),
    ),
  );
}

/** What rows of the first schema are referred to by. */
const NAMED: Record<string, string> = {
  version: '1.0',
  ceiling_id: 'c',
  key_id: 'k',
  request_id: 'r',
};

function valueOf(name: string, type: string): unknown {
  if (name in NAMED && !/int/.test(type)) {
    return NAMED[name];
  }
  if (/bool/.test(type)) {
    return true;
  }
  return /int|numeric|decimal|real|double|float/.test(type) ? 1 : '1';
}

/** A row in each table of the first schema, with references between them. */
async function fill(knex: Knex): Promise<void> {
  await knex('audit_entries').insert({
    at_ms: 1,
    actor_ref: 'user:default/ada',
    action: 'aup.publish',
    subject: 'aup:1.0',
    details: '{}',
    previous_hash: HASH,
    hash: HASH,
  });
  await knex('aup_versions').insert({
    version: '1.0',
    major: 1,
    minor: 0,
    title: 'The policy',
    document: '{}',
    text: '# The policy',
    sha256: HASH,
    published_at_ms: 1,
    published_by: 'user:default/ada',
  });
  await knex('aup_acknowledgements').insert(acknowledgement);
  const [{ id: decisionId }] = await knex('model_decisions')
    .insert({
      model_ref: 'aimodel:default/swift',
      decision: 'approved',
      governed_sha256: HASH,
      governed: '{}',
      reason: 'It is good.',
      decided_by: 'user:default/ada',
      decided_at_ms: 1,
    })
    .returning('id');
  await knex('price_versions').insert({
    id: HASH,
    model_ref: 'aimodel:default/swift',
    effective_from_ms: 1,
    price: '{}',
    decision_id: decisionId,
  });
  await knex('ceilings').insert({
    id: 'c',
    scope_kind: 'organisation',
    scope_ref: '',
    time_window: 'month',
    time_zone: 'UTC',
    amount_pico_usd: AMOUNT,
    response: 'stop',
    set_at_ms: 1,
    set_by: 'user:default/ada',
    reason: 'The budget.',
  });
  await knex('ceiling_spend').insert({
    ceiling_id: 'c',
    window_key: '2026-11',
    committed_pico_usd: AMOUNT,
  });
  await knex('keys').insert({
    id: 'k',
    secret_sha256: HASH,
    owner_ref: 'group:default/rockets',
    team_ref: 'group:default/rockets',
    purpose: 'coding',
    models: '[]',
    tier: 'internal',
    aup_version: '1.0',
    created_by: 'user:default/ada',
    created_at_ms: 1,
    expires_at_ms: 2,
  });
  await knex('gateway_instances').insert({
    id: 'g',
    started_at_ms: 1,
    heartbeat_at_ms: 1,
  });
  await knex('requests').insert({
    id: 'r',
    instance_id: 'g',
    state: 'admitted',
    arrived_at_ms: 1,
    hold_expires_at_ms: 2,
    key_id: 'k',
    team_ref: 'group:default/rockets',
    purpose: 'coding',
    tier: 'internal',
    dialect: 'openai',
    operation: 'chat.completions',
    stream: false,
    requested_model: 'swift-1',
    outcome: 'running',
    decision: '[]',
    price_version: HASH,
    hold_pico_usd: AMOUNT,
    cost_pico_usd: '0',
  });
  await knex('holds').insert(hold);
  await knex('cost_rollups').insert({
    hour_start_ms: 0,
    team_ref: 'group:default/rockets',
    application_ref: '',
    key_id: 'k',
    model_ref: 'aimodel:default/swift',
    requests: 1,
    failed_requests: 0,
    input_tokens: 1,
    cached_input_tokens: 0,
    output_tokens: 1,
    cost_pico_usd: AMOUNT,
    estimated_cost_pico_usd: '0',
  });
}

/** Amounts past what a float holds, as text. */
async function amounts(knex: Knex): Promise<string[]> {
  const read = (table: string, column: string) =>
    knex(table).first(knex.raw('CAST(?? AS TEXT) AS amount', [column]));
  const rows = await Promise.all([
    read('ceilings', 'amount_pico_usd'),
    read('holds', 'amount_pico_usd'),
    read('cost_rollups', 'cost_pico_usd'),
  ]);
  return rows.map(({ amount }) => amount);
}

async function tables(knex: Knex): Promise<string[]> {
  const rows: Array<{ name: string }> = String(
    knex.client.config.client,
  ).includes('sqlite')
    ? await knex('sqlite_master').where('type', 'table').select('name')
    : await knex('pg_tables')
        .where('schemaname', 'public')
        .select('tablename as name');
  return rows
    .map(({ name }) => name)
    .filter(name => !/^(sqlite_|knex_)/.test(name));
}
