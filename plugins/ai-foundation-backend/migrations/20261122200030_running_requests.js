// @ts-check

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/**
 * Running requests are few and looked for often; settled ones cost their index
 * nothing now. On PostgreSQL holds no longer look up their request and ceiling,
 * which cost more than all else of an admission: both are written, and deleted,
 * in the same transactions as their holds.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('DROP INDEX requests_state_hold_expires_at_ms_index');
  await knex.raw(
    "CREATE INDEX requests_running ON requests (instance_id, hold_expires_at_ms) WHERE state = 'admitted'",
  );
  if (isPostgres(knex)) {
    await knex.schema.alterTable('holds', table => {
      table.dropForeign(['request_id']);
      table.dropForeign(['ceiling_id']);
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (isPostgres(knex)) {
    await knex.schema.alterTable('holds', table => {
      table.foreign('request_id').references('id').inTable('requests');
      table.foreign('ceiling_id').references('id').inTable('ceilings');
    });
  }
  await knex.raw('DROP INDEX requests_running');
  await knex.schema.alterTable('requests', table => {
    table.index(['state', 'hold_expires_at_ms']);
  });
};
