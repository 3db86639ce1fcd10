// @ts-check

/*
 * A campaign puts thousands of messages into the outbox at once. Each batch asks
 * for the oldest that waits; without this index it would sort all of them each
 * time, on SQLite in the process that serves requests.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.raw(
    `CREATE INDEX outbox_messages_waiting ON outbox_messages (id)
      WHERE sent_at_ms IS NULL AND given_up_at_ms IS NULL`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX outbox_messages_waiting');
};
