// @ts-check

/*
 * Conventions: instants are epoch milliseconds (`..._at_ms`), money is integer
 * pico-dollars (`..._pico_usd`), refs are full entity refs in lower case.
 * `origin` is `demo` for rows that a demo portal made by itself.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table @param {string} column */
  const money = (table, column) =>
    // Knex would make a `decimal` a float on SQLite, which loses digits.
    table.specificType(column, 'numeric(38,0)').notNullable();
  /** @param {import('knex').Knex.CreateTableBuilder} table @param {string} column */
  const instant = (table, column) => table.bigInteger(column);
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const origin = table =>
    table
      .string('origin', 16)
      .notNullable()
      .defaultTo('user')
      .comment('user, or demo for what a demo portal seeded');

  await knex.schema.createTable('policy_epoch', table => {
    table.comment('One row; its number grows with every change of policy');
    table.integer('id').primary();
    table.bigInteger('epoch').notNullable();
    table
      .string('audit_head', 64)
      .notNullable()
      .comment('Hash of the newest audit entry, so that its removal is found');
  });
  await knex('policy_epoch').insert({
    id: 1,
    epoch: 1,
    audit_head: '0'.repeat(64),
  });

  await knex.schema.createTable('audit_entries', table => {
    table.comment(
      'Every governance act, append-only, each row hashed over the one before',
    );
    table.bigIncrements('seq').primary();
    instant(table, 'at_ms').notNullable();
    table.text('actor_ref').notNullable().comment('Who acted');
    table.string('action', 64).notNullable().comment('For example aup.publish');
    table.text('subject').notNullable().comment('What was acted upon');
    table.text('details').notNullable().comment('JSON: before, after, reason');
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable().unique();
    origin(table);
  });

  await knex.schema.createTable('aup_versions', table => {
    table.comment('Published versions of the acceptable use policy, immutable');
    table.string('version', 16).primary().comment('major.minor');
    table.integer('major').notNullable();
    table.integer('minor').notNullable();
    table.text('title').notNullable();
    table.text('document').notNullable().comment('The structured policy, JSON');
    table.text('text').notNullable().comment('The canonical text, Markdown');
    table
      .string('sha256', 64)
      .notNullable()
      .comment('Of the canonical text, UTF-8');
    instant(table, 'published_at_ms').notNullable();
    table.text('published_by').notNullable();
    origin(table);
  });

  await knex.schema.createTable('aup_acknowledgements', table => {
    table.comment('Who acknowledged which version, append-only');
    table.bigIncrements('id').primary();
    table
      .string('version', 16)
      .notNullable()
      .references('version')
      .inTable('aup_versions');
    table
      .string('sha256', 64)
      .notNullable()
      .comment('Of the text that was acknowledged');
    table.string('user_ref', 255).notNullable();
    table.text('user_name').notNullable().comment('As it was at the time');
    instant(table, 'acknowledged_at_ms').notNullable();
    origin(table);
    table.unique(['version', 'user_ref']);
    table.index(['user_ref']);
  });

  await knex.schema.createTable('model_decisions', table => {
    table.comment(
      'Approvals, suspensions and retirements of models; the newest counts',
    );
    table.bigIncrements('id').primary();
    table.string('model_ref', 255).notNullable();
    table
      .string('decision', 16)
      .notNullable()
      .comment('approved, suspended or retired');
    table
      .string('governed_sha256', 64)
      .notNullable()
      .comment('Of the governed fields decided about');
    table
      .text('governed')
      .notNullable()
      .comment('Those fields, canonical JSON');
    table.text('reason').notNullable();
    table.text('decided_by').notNullable();
    instant(table, 'decided_at_ms').notNullable();
    origin(table);
    table.index(['model_ref', 'id']);
  });

  await knex.schema.createTable('price_versions', table => {
    table.comment(
      'Prices as they were approved, immutable; rows of the ledger point here',
    );
    table.string('id', 64).primary().comment('SHA-256 of model and price');
    table.string('model_ref', 255).notNullable();
    instant(table, 'effective_from_ms').notNullable();
    table
      .text('price')
      .notNullable()
      .comment('JSON: rates per million tokens, currency, source');
    table
      .bigInteger('decision_id')
      .notNullable()
      .references('id')
      .inTable('model_decisions');
    table.index(['model_ref', 'effective_from_ms']);
  });

  await knex.schema.createTable('ceilings', table => {
    table.comment('Cost ceilings as they are now, one a scope and window');
    table.string('id', 36).primary();
    table
      .string('scope_kind', 16)
      .notNullable()
      .comment('organisation, team, application, key or model');
    table
      .string('scope_ref', 255)
      .notNullable()
      .comment('Empty for the organisation');
    table.string('time_window', 8).notNullable().comment('month');
    table
      .string('time_zone', 64)
      .notNullable()
      .comment('In which the window begins');
    money(table, 'amount_pico_usd');
    table
      .string('response', 16)
      .notNullable()
      .comment('stop: requests past it are refused');
    instant(table, 'set_at_ms').notNullable();
    table.text('set_by').notNullable();
    table.text('reason').notNullable();
    origin(table);
    table.unique(['scope_kind', 'scope_ref', 'time_window']);
  });

  await knex.schema.createTable('ceiling_spend', table => {
    table.comment(
      'What settled requests cost under a ceiling, a row each window',
    );
    table
      .string('ceiling_id', 36)
      .notNullable()
      .references('id')
      .inTable('ceilings');
    table.string('window_key', 16).notNullable().comment('For example 2026-11');
    money(table, 'committed_pico_usd');
    table.primary(['ceiling_id', 'window_key']);
  });

  await knex.schema.createTable('keys', table => {
    table.comment('Issued keys; a secret is never stored, only its hash');
    table.string('id', 16).primary().comment('The public id');
    table
      .string('secret_sha256', 64)
      .notNullable()
      .comment('Of the 256-bit secret');
    table
      .string('owner_ref', 255)
      .notNullable()
      .comment('The team or application it is for');
    table.string('team_ref', 255).notNullable();
    table.string('application_ref', 255);
    table.string('purpose', 64).notNullable();
    table.text('models').notNullable().comment('Model refs, JSON array');
    table
      .string('tier', 100)
      .notNullable()
      .comment('Name of the highest data tier it may carry');
    table
      .string('aup_version', 16)
      .notNullable()
      .comment('Acknowledged by the requester');
    table.text('created_by').notNullable();
    instant(table, 'created_at_ms').notNullable();
    instant(table, 'expires_at_ms').notNullable();
    instant(table, 'revoked_at_ms');
    table.text('revoked_by');
    instant(table, 'last_used_at_ms');
    origin(table);
    table.index(['team_ref']);
    table.index(['application_ref']);
  });

  await knex.schema.createTable('gateway_instances', table => {
    table.comment('Running gateways; one that stops its heartbeat has died');
    table.string('id', 36).primary();
    instant(table, 'started_at_ms').notNullable();
    instant(table, 'heartbeat_at_ms').notNullable();
  });

  await knex.schema.createTable('requests', table => {
    table.comment(
      'The ledger: one row a request, inserted before it is sent on',
    );
    table
      .string('id', 36)
      .primary()
      .comment('UUID version 7, so in order of arrival');
    table
      .string('instance_id', 36)
      .notNullable()
      .comment('The gateway that handled it');
    table.string('state', 16).notNullable().comment('admitted, then settled');
    instant(table, 'arrived_at_ms').notNullable();
    instant(table, 'settled_at_ms');
    instant(table, 'hold_expires_at_ms')
      .notNullable()
      .comment('After which the sweep settles it');

    table.string('key_id', 16).notNullable().references('id').inTable('keys');
    table.string('team_ref', 255).notNullable();
    table
      .string('application_ref', 255)
      .notNullable()
      .defaultTo('')
      .comment('Empty for a key of a team');
    table.string('purpose', 64).notNullable();
    table.string('tier', 100).notNullable();

    table.string('dialect', 16).notNullable();
    table.string('operation', 32).notNullable();
    table.boolean('stream').notNullable();
    table.string('requested_model', 255).notNullable();
    table
      .string('model_ref', 255)
      .notNullable()
      .defaultTo('')
      .comment('Empty where none was found');
    table.string('provider', 64).notNullable().defaultTo('');
    table.string('response_model', 255);
    table.string('client_request_id', 255);
    table.string('provider_request_id', 255);

    table.string('outcome', 16).notNullable();
    table.integer('http_status');
    table.string('error_code', 64);
    table
      .text('decision')
      .notNullable()
      .comment('Verdict of each control, JSON');

    table.bigInteger('input_tokens').notNullable().defaultTo(0);
    table.bigInteger('output_tokens').notNullable().defaultTo(0);
    table.text('usage').comment('Normalised tokens, JSON');
    table.text('raw_usage').comment('As the provider reported it, JSON');
    table.string('usage_source', 16);
    table
      .string('price_version', 64)
      .references('id')
      .inTable('price_versions');
    money(table, 'hold_pico_usd');
    money(table, 'cost_pico_usd');
    table.double('duration_ms');
    table.double('time_to_first_byte_ms');

    table.index(['arrived_at_ms', 'id']);
    table.index(['team_ref', 'arrived_at_ms']);
    table.index(['application_ref', 'arrived_at_ms']);
    table.index(['key_id', 'arrived_at_ms']);
    table.index(['state', 'hold_expires_at_ms']);
  });

  await knex.schema.createTable('holds', table => {
    table.comment('What running requests may cost at most, a row each ceiling');
    table
      .string('request_id', 36)
      .notNullable()
      .references('id')
      .inTable('requests');
    table
      .string('ceiling_id', 36)
      .notNullable()
      .references('id')
      .inTable('ceilings');
    table.string('window_key', 16).notNullable();
    money(table, 'amount_pico_usd');
    table.primary(['request_id', 'ceiling_id']);
    table.index(['ceiling_id', 'window_key']);
  });

  await knex.schema.createTable('cost_rollups', table => {
    table.comment(
      'Settled requests by the hour, written in the settling transaction',
    );
    instant(table, 'hour_start_ms')
      .notNullable()
      .comment("An hour of the organisation's time zone");
    table.string('team_ref', 255).notNullable();
    table.string('application_ref', 255).notNullable();
    table.string('key_id', 16).notNullable();
    table.string('model_ref', 255).notNullable();
    table.bigInteger('requests').notNullable();
    table.bigInteger('failed_requests').notNullable();
    table.bigInteger('input_tokens').notNullable();
    table.bigInteger('cached_input_tokens').notNullable();
    table.bigInteger('output_tokens').notNullable();
    money(table, 'cost_pico_usd');
    money(table, 'estimated_cost_pico_usd');
    table.primary([
      'hour_start_ms',
      'team_ref',
      'application_ref',
      'key_id',
      'model_ref',
    ]);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'cost_rollups',
    'holds',
    'requests',
    'gateway_instances',
    'keys',
    'ceiling_spend',
    'ceilings',
    'price_versions',
    'model_decisions',
    'aup_acknowledgements',
    'aup_versions',
    'audit_entries',
    'policy_epoch',
  ]) {
    await knex.schema.dropTable(table);
  }
};
