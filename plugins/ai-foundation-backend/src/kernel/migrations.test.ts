import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';

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

  it('takes a company through its first month, down and up again', async () => {
    await knex.migrate.latest({ directory });
    await fill(knex);

    expect(await amounts(knex)).toEqual([AMOUNT, AMOUNT, AMOUNT]);
    await expect(
      knex('aup_acknowledgements').insert(acknowledgement),
    ).rejects.toThrow();
    await expect(
      knex('holds').insert({ ...hold, request_id: 'none' }),
    ).rejects.toThrow();

    await knex.migrate.rollback({ directory }, true);
    expect(await tables(knex)).toEqual([]);

    await knex.migrate.latest({ directory });
    await fill(knex);
  });
});

/** A row in each table, with references between them. */
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
  await knex('aup_views').insert({
    version: '1.0',
    user_ref: 'user:default/ada',
    seen_at_ms: 1,
  });
  await knex('campaigns').insert({
    version: '1.0',
    major: 1,
    minor: 0,
    title: 'The policy',
    asks: 'acknowledge',
    opened_at_ms: 1,
    opened_by: 'user:default/ada',
    due_at_ms: 2,
    audience_groups: '[]',
    audience_people: 1,
    audience_sha256: HASH,
  });
  await knex('campaign_recipients').insert({
    version: '1.0',
    user_ref: 'user:default/ada',
    user_name: 'Ada',
    group_ref: 'group:default/rockets',
    added_at_ms: 1,
    joined: false,
  });
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
  await knex('model_sightings').insert({
    model_ref: 'aimodel:default/swift',
    governed_sha256: HASH,
    seen_at_ms: 1,
  });
  await knex('ceilings').insert({
    id: 'c',
    scope_kind: 'organisation',
    scope_ref: '',
    time_window: 'month',
    time_zone: 'UTC',
    amount_pico_usd: AMOUNT,
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
