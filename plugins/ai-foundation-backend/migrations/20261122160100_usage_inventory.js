// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('inventory_answers', table => {
    table.comment('What teams answered; the newest of a team counts');
    table.string('id', 36).primary();
    table.string('team_ref', 255).notNullable();
    table.string('answer', 8).notNullable().comment('none or usage');
    table.integer('uses').notNullable();
    table.text('note');
    table.text('answered_by').notNullable();
    table.text('answered_by_name').notNullable().comment('At the time');
    table.bigInteger('answered_at_ms').notNullable();
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['team_ref', 'answered_at_ms']);
  });
  await knex.schema.createTable('inventory_runs', table => {
    table.comment('Each look for uses that nobody had reported');
    table.string('id', 36).primary();
    table.string('source', 16).notNullable();
    table.text('file_name');
    table.string('sha256', 64).comment("Of the file's bytes");
    table.bigInteger('ran_at_ms').notNullable();
    table.text('ran_by').notNullable();
    table.integer('scanned').notNullable();
    table.integer('found').notNullable();
    table.integer('added').notNullable();
    table.string('origin', 16).notNullable().defaultTo('user');
  });
  await knex.schema.createTable('inventory_items', table => {
    table.comment('Known uses of generative AI; the withdrawn ones stay');
    table.string('id', 36).primary();
    table.string('team_ref', 255);
    table.text('tool').notNullable();
    table.text('provider');
    table.text('purpose');
    table.string('tier', 64);
    table.text('data_source_refs').notNullable().comment('JSON list');
    table.boolean('sanctioned').notNullable();
    table.string('since', 10).comment('ISO date');
    table.text('owner_ref');
    table.text('notes');
    table.string('source', 16).notNullable();
    table.text('source_key').comment('What a source knows it by');
    table.text('evidence');
    table.string('run_id', 36).comment('In inventory_runs');
    table.text('reported_by').notNullable();
    table.bigInteger('reported_at_ms').notNullable();
    table.boolean('name_hidden').notNullable().defaultTo(false);
    table.string('disposition', 16).notNullable().defaultTo('unknown');
    table.bigInteger('until_ms');
    table.text('disposition_reason');
    table.text('disposed_by');
    table.bigInteger('disposed_at_ms');
    table.bigInteger('withdrawn_at_ms').comment('A newer answer left it out');
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['withdrawn_at_ms', 'team_ref']);
  });
  await knex.schema.createTable('inventory_declarations', table => {
    table.comment('Who declared which snapshot complete');
    table.string('id', 36).primary();
    table.text('statement').notNullable();
    table.text('snapshot').notNullable().comment('Canonical JSON');
    table.string('sha256', 64).notNullable();
    table.text('declared_by').notNullable();
    table.bigInteger('declared_at_ms').notNullable();
    table.string('origin', 16).notNullable().defaultTo('user');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('inventory_declarations');
  await knex.schema.dropTable('inventory_items');
  await knex.schema.dropTable('inventory_runs');
  await knex.schema.dropTable('inventory_answers');
};
