// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('outbox_messages', table => {
    table.comment(
      'Notifications, written with the change that they tell of, sent after it',
    );
    table.bigIncrements('id').primary();
    table.string('recipient_ref', 255).notNullable();
    table.string('topic', 64).notNullable().comment('For settings of a person');
    table
      .string('scope', 255)
      .notNullable()
      .comment('A newer message of a scope takes the place of the one before');
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.text('link').notNullable().comment('Path in the portal');
    table.string('severity', 16).notNullable();
    table.bigInteger('due_at_ms').notNullable().comment('Not sent before');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('sent_at_ms');
    table.text('last_error');
    table.bigInteger('given_up_at_ms').comment('After too many attempts');
    table.index(['sent_at_ms', 'given_up_at_ms', 'due_at_ms']);
    table.index(['scope', 'recipient_ref']);
  });

  await knex.schema.createTable('job_heartbeats', table => {
    table.comment('When each scheduled job ran last, and how it went');
    table.string('job', 64).primary();
    table.bigInteger('interval_ms').notNullable();
    table.bigInteger('started_at_ms').notNullable();
    table.bigInteger('succeeded_at_ms').comment('The newest success');
    table.text('result').comment('What it did, in words');
    table.text('error').comment('Of the newest run, where it failed');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('job_heartbeats');
  await knex.schema.dropTable('outbox_messages');
};
