// @ts-check

const COLUMNS = ['requests_per_minute', 'tokens_per_minute', 'concurrency'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('keys', table => {
    table
      .bigInteger('requests_per_minute')
      .comment('Of its own; empty: that of every key');
    table
      .bigInteger('tokens_per_minute')
      .comment('Of its own; empty: that of every key');
    table
      .bigInteger('concurrency')
      .comment('Of its own, per process; empty: that of every key');
  });
  await knex.schema.createTable('key_rates', table => {
    table.comment('What keys with a limit per minute have used of late');
    table
      .string('key_id', 16)
      .primary()
      .references('id')
      .inTable('keys')
      .onDelete('CASCADE');
    table
      .text('counts')
      .notNullable()
      .comment('JSON: [second, requests, tokens] of each second that counts');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('key_rates');
  for (const column of COLUMNS) {
    await knex.raw('ALTER TABLE ?? DROP COLUMN ??', ['keys', column]);
  }
};
