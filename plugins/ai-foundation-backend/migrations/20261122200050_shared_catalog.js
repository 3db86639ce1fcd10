// @ts-check

/*
 * A data plane that runs without a portal beside it needs of the catalog what
 * decides about requests, and needs it also while the portal is away.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('shared_catalog', table => {
    table.comment(
      'What of the catalog decides about requests, as a portal last read it; one row',
    );
    table.integer('id').primary().comment('Always 1');
    table.bigInteger('read_at_ms').notNullable();
    table
      .string('sha256', 64)
      .notNullable()
      .comment('Of the content, so that it is read only where it has changed');
    table
      .text('content', 'longtext')
      .notNullable()
      .comment('JSON: models, tiers, owners, people, and settings to agree on');
  });
  await knex.schema.createTable('gateway_reports', table => {
    table.comment('How each process that serves the data plane is');
    table
      .string('instance_id', 36)
      .primary()
      .comment('New with each start of the process');
    table.bigInteger('reported_at_ms').notNullable().index();
    table.text('report').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gateway_reports');
  await knex.schema.dropTable('shared_catalog');
};
