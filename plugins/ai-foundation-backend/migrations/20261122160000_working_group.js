// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('sponsor_engagements', table => {
    table.comment('What the sponsor did as such; rows never change');
    table.string('id', 36).primary();
    table.string('term_id', 36).notNullable().comment('In seats');
    table.text('note').notNullable();
    table.bigInteger('recorded_at_ms').notNullable();
    table.string('origin', 16).notNullable().defaultTo('user');
  });
  await knex.schema.createTable('charters', table => {
    table.comment('The charter of the working group; a row each version');
    table.integer('version').primary();
    table.text('text').notNullable().comment('Markdown');
    table.integer('quorum').notNullable().comment('Members that must attend');
    table
      .boolean('every_function')
      .notNullable()
      .comment('Whether each of the four functions must be present');
    table.integer('cadence_days').notNullable();
    table.string('sha256', 64).notNullable();
    table.text('proposed_by').notNullable();
    table.bigInteger('proposed_at_ms').notNullable();
    table.text('approved_by').comment('The sponsor, or who recorded');
    table.string('approved_in', 36).comment('The meeting, if it was one');
    table.bigInteger('approved_at_ms');
    table.string('origin', 16).notNullable().defaultTo('user');
  });
  await knex.schema.createTable('meetings', table => {
    table.comment('Of the working group; a correction is a row of its own');
    table.string('id', 36).primary();
    table.bigInteger('held_at_ms').notNullable();
    table.text('attendees').notNullable().comment('JSON: who, in which seat');
    table.text('agenda').notNullable();
    table.text('minutes').notNullable().comment('Markdown');
    table.string('minutes_sha256', 64).notNullable();
    table.text('decisions').notNullable().comment('JSON list of sentences');
    table.text('quorum').notNullable().comment('JSON, as it was computed');
    table.integer('charter_version').notNullable();
    table.integer('approves_charter').comment('A version');
    table.string('corrects', 36).unique().comment('The meeting it replaces');
    table.text('correction_reason');
    table.text('recorded_by').notNullable();
    table.bigInteger('recorded_at_ms').notNullable();
    table.string('origin', 16).notNullable().defaultTo('user');
  });
  await knex.schema.createTable('platform_teams', table => {
    table.comment('Which group runs the platform; the newest row counts');
    table.string('id', 36).primary();
    table.string('group_ref', 255).notNullable();
    table.text('allocation').notNullable().comment('How much time, from whom');
    table.text('named_by').notNullable();
    table.bigInteger('named_at_ms').notNullable();
    table.string('origin', 16).notNullable().defaultTo('user');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('platform_teams');
  await knex.schema.dropTable('meetings');
  await knex.schema.dropTable('charters');
  await knex.schema.dropTable('sponsor_engagements');
};
