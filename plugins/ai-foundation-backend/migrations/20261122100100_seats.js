// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('seats', table => {
    table.comment('Who holds which seat; a row each term, the ended ones stay');
    table.string('id', 36).primary();
    table
      .string('seat', 32)
      .notNullable()
      .comment('sponsor, engineering, security, legal or finance');
    table.string('user_ref', 255).notNullable();
    table.text('user_name').notNullable().comment('As it was at the time');
    table.text('title').comment('What the person is in the organisation');
    table.text('mandate').comment("The sponsor's, as it was accepted");
    table.bigInteger('review_by_ms').comment("Until when the sponsor's holds");
    table.text('appointed_by').notNullable();
    table.bigInteger('appointed_at_ms').notNullable();
    table.bigInteger('accepted_at_ms').comment('By the person alone');
    table.bigInteger('ended_at_ms');
    table.text('ended_by').comment('The person, before acceptance: declined');
    table.text('end_reason');
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['seat', 'ended_at_ms']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('seats');
};
