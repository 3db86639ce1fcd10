// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('classifications', table => {
    table.comment(
      'Who confirmed the tier that an annotation names; the newest counts while it names the same',
    );
    table.bigIncrements('id').primary();
    table.string('source_ref', 255).notNullable();
    table
      .string('tier', 255)
      .notNullable()
      .comment('As the annotation named it');
    table.string('classified_by', 255).notNullable();
    table.bigInteger('classified_at_ms').notNullable();
    table.text('reason').notNullable();
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['source_ref', 'id']);
  });

  await knex.schema.createTable('classification_rules', table => {
    table.comment('Reviewed rules confirm annotations that agree with them');
    table.string('id', 36).primary();
    table.text('selector').notNullable().comment('JSON: type, owner, tag');
    table.string('tier', 255).notNullable();
    table.text('reason').notNullable();
    table.string('proposed_by', 255).notNullable();
    table.bigInteger('proposed_at_ms').notNullable();
    table.string('reviewed_by', 255).comment('Never who proposed it');
    table.bigInteger('reviewed_at_ms');
    table.text('review_reason');
    table.string('withdrawn_by', 255);
    table.bigInteger('withdrawn_at_ms');
    table.string('origin', 16).notNullable().defaultTo('user');
  });

  await knex.schema.createTable('initial_sets', table => {
    table.comment(
      'Named lists of data sources; an approved one never changes, the newest approved counts',
    );
    table.string('id', 36).primary();
    table.text('name').notNullable();
    table.text('sources').notNullable().comment('JSON array of refs, in order');
    table.string('sha256', 64).notNullable().comment('Of name and sources');
    table.string('proposed_by', 255).notNullable();
    table.bigInteger('proposed_at_ms').notNullable();
    table.text('reason').notNullable();
    table.bigInteger('replaced_at_ms').comment('When another was proposed');
    table.string('approved_by', 255).comment('Never who proposed it');
    table.bigInteger('approved_at_ms');
    table.text('approval_reason');
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index('approved_at_ms');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('initial_sets');
  await knex.schema.dropTable('classification_rules');
  await knex.schema.dropTable('classifications');
};
