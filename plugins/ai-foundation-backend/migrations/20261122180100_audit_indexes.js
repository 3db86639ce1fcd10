// @ts-check

const COLUMNS = ['actor_ref', 'action', 'subject', 'at_ms'];

/** For questions about the trail; it only grows. @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('audit_entries', table => {
    for (const column of COLUMNS) {
      table.index([column, 'seq']);
    }
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('audit_entries', table => {
    for (const column of COLUMNS) {
      table.dropIndex([column, 'seq']);
    }
  });
};
