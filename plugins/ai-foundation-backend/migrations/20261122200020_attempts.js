// @ts-check

/**
 * Each try at a provider has a row of its own. The first one names the call; its
 * id is what the client was told. Plain SQL, as on SQLite Knex would copy the table.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'ALTER TABLE requests ADD COLUMN attempt integer NOT NULL DEFAULT 1',
  );
  await knex.raw('ALTER TABLE requests ADD COLUMN call_id varchar(36)');
  // First attempts carry no id of another row, and so cost the index nothing.
  await knex.raw(
    'CREATE UNIQUE INDEX requests_call_attempt ON requests (call_id, attempt) WHERE call_id IS NOT NULL',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX requests_call_attempt');
  await knex.raw('ALTER TABLE requests DROP COLUMN call_id');
  await knex.raw('ALTER TABLE requests DROP COLUMN attempt');
};
