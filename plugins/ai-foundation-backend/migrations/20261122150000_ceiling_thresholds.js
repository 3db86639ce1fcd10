// @ts-check

const STOP_AT_THE_TOP = JSON.stringify([
  { response: 'stop', percent: 100, recipients: [] },
]);

/**
 * Columns are added and dropped by plain SQL: on SQLite, Knex would copy the
 * whole table, to which holds refer.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `ALTER TABLE ceilings ADD COLUMN thresholds text NOT NULL DEFAULT '${STOP_AT_THE_TOP}'`,
  );
  await knex.raw('ALTER TABLE ceilings DROP COLUMN response');

  await knex.schema.createTable('ceiling_raises', table => {
    table.comment('Higher amounts for a time, asked for and decided upon');
    table.string('id', 36).primary();
    table
      .string('ceiling_id', 36)
      .notNullable()
      .comment('May be gone; the record stays');
    table
      .specificType('before_pico_usd', 'numeric(38,0)')
      .notNullable()
      .comment('The amount when it was asked for');
    table
      .specificType('amount_pico_usd', 'numeric(38,0)')
      .notNullable()
      .comment('The amount in force while the raise runs');
    table.bigInteger('until_ms').notNullable().comment('Ends by the clock');
    table.text('reason').notNullable();
    table.text('requested_by').notNullable();
    table.bigInteger('requested_at_ms').notNullable();
    table.string('decision', 16).comment('approved or refused');
    table.text('decided_by').comment('Never who asked');
    table.bigInteger('decided_at_ms');
    table.text('decision_reason');
    table
      .bigInteger('ended_at_ms')
      .comment(
        'Where the ceiling was set or removed before the raise was over',
      );
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['ceiling_id', 'until_ms']);
  });

  await knex.schema.createTable('ceiling_events', table => {
    table.comment('Thresholds that were reached, once a window, append-only');
    table.bigIncrements('id').primary();
    table
      .string('ceiling_id', 36)
      .notNullable()
      .comment('May be gone; the record stays');
    table.string('scope_kind', 16).notNullable();
    table.string('scope_ref', 255).notNullable();
    table.string('window_key', 16).notNullable();
    table.integer('percent').notNullable();
    table.string('response', 16).notNullable();
    table.integer('requests_per_minute').comment('Of a throttle');
    table.text('recipients').notNullable().comment('Refs, JSON array');
    table
      .specificType('amount_pico_usd', 'numeric(38,0)')
      .notNullable()
      .comment('In force at the time; a raised ceiling is reached anew');
    table.specificType('committed_pico_usd', 'numeric(38,0)').notNullable();
    table.specificType('held_pico_usd', 'numeric(38,0)').notNullable();
    table.bigInteger('at_ms').notNullable();
    table
      .string('noticed_by', 16)
      .notNullable()
      .comment('evaluation, or the refusal of a request');
    table
      .bigInteger('alerted_at_ms')
      .comment('When its messages went to the outbox; written once');
    table.text('unhealthy').comment('Why a recipient could not be told');
    table.bigInteger('acknowledged_at_ms');
    table.text('acknowledged_by');
    table.unique(['ceiling_id', 'window_key', 'percent', 'amount_pico_usd']);
    table.index(['alerted_at_ms']);
    table.index(['at_ms']);
  });

  await knex.schema.createTable('throttled_admissions', table => {
    table.comment(
      'Requests of the last minutes, admitted while a throttle was in force',
    );
    table.string('ceiling_id', 36).notNullable();
    table.string('request_id', 36).notNullable();
    table.bigInteger('arrived_at_ms').notNullable();
    table.primary(['ceiling_id', 'request_id']);
    table.index(['ceiling_id', 'arrived_at_ms']);
  });

  await knex.schema.createTable('ceiling_drills', table => {
    table.comment('Proofs that a ceiling does what it says, append-only');
    table.string('id', 36).primary();
    table.string('ceiling_id', 36).notNullable();
    table
      .string('definition_sha256', 64)
      .notNullable()
      .comment('Of the ceiling as it was drilled');
    table.text('definition').notNullable().comment('Canonical JSON');
    table.text('run_by').notNullable();
    table.bigInteger('run_at_ms').notNullable();
    table.text('record').notNullable().comment('What was seen, JSON');
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['run_at_ms']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'ceiling_drills',
    'throttled_admissions',
    'ceiling_events',
    'ceiling_raises',
  ]) {
    await knex.schema.dropTable(table);
  }
  // Ceilings of other windows, and those of drills, were not known before.
  const unknown = knex('ceilings')
    .whereNot('time_window', 'month')
    .orWhere('scope_kind', 'drill')
    .select('id');
  for (const table of ['holds', 'ceiling_spend']) {
    await knex(table).whereIn('ceiling_id', unknown.clone()).delete();
  }
  await knex('ceilings')
    .whereNot('time_window', 'month')
    .orWhere('scope_kind', 'drill')
    .delete();
  await knex.raw(
    "ALTER TABLE ceilings ADD COLUMN response varchar(16) NOT NULL DEFAULT 'stop'",
  );
  await knex.raw('ALTER TABLE ceilings DROP COLUMN thresholds');
};
