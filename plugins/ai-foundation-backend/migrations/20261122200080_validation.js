// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('validation_runs', table => {
    table.comment('What the gateway proved about itself; written by it alone');
    table.string('id', 36).primary();
    table
      .string('kind', 32)
      .notNullable()
      .comment(
        'probes, end-to-end, revocation-drill, log-freshness, providers',
      );
    table.text('started_by').comment('Empty where the schedule did');
    table.bigInteger('started_at_ms').notNullable();
    table.bigInteger('ended_at_ms').comment('Empty while it runs');
    table
      .string('result', 16)
      .notNullable()
      .comment('running, passed or failed');
    table.text('summary').notNullable();
    table
      .boolean('is_demo')
      .notNullable()
      .comment('Whether a stand-in took part');
    table
      .string('config_fingerprint', 64)
      .notNullable()
      .comment('Of version, providers and routes at the time');
    table.text('targets').notNullable().comment('JSON: addresses called');
    table.text('record').notNullable().comment('JSON: what its kind measured');
    table
      .string('sha256', 64)
      .comment('Of the run with its checks; the audit trail holds it too');
    table.index(['kind', 'started_at_ms']);
  });

  await knex.schema.createTable('validation_checks', table => {
    table.comment('Each thing that a run tried, and what came of it');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('validation_runs')
      .onDelete('CASCADE');
    table.integer('position').notNullable();
    table.string('check', 64).notNullable();
    table.text('subject').notNullable();
    table.text('expected').notNullable();
    table.text('got').notNullable();
    table.string('result', 16).notNullable();
    table.text('reason');
    table.double('latency_ms');
    table.primary(['run_id', 'position']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Keys of probes mean nothing to the schema before; rows of the ledger may point to them.
  await knex('keys')
    .where('issuance', 'probe')
    .update({ revoked_at_ms: knex.raw('COALESCE(revoked_at_ms, 0)') });
  await knex.schema.dropTable('validation_checks');
  await knex.schema.dropTable('validation_runs');
};
