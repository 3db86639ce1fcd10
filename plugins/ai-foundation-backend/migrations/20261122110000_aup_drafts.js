// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('aup_drafts', table => {
    table.comment('Texts of the policy on their way to a version');
    table.string('id', 36).primary();
    table.string('based_on', 16).comment('The version that it started from');
    table.text('document').notNullable().comment('The structured policy, JSON');
    contentSha256(table);
    table.integer('revision').notNullable().comment('Goes up with each save');
    table.text('authors').notNullable().comment('Refs of all who wrote, JSON');
    table.bigInteger('created_at_ms').notNullable();
    table.bigInteger('saved_at_ms').notNullable();
    table.text('saved_by').notNullable();
    table.bigInteger('discarded_at_ms');
    table.string('published_version', 16).comment('What became of it');
    origin(table);
  });

  await knex.schema.createTable('aup_submissions', table => {
    table.comment('Drafts as they were handed in for review, append-only');
    table.bigIncrements('seq').primary();
    table.string('id', 36).notNullable().unique();
    table
      .string('draft_id', 36)
      .notNullable()
      .references('id')
      .inTable('aup_drafts');
    table.text('document').notNullable().comment('As it was handed in, JSON');
    contentSha256(table);
    table.text('summary').notNullable();
    table.text('submitted_by').notNullable();
    table.bigInteger('submitted_at_ms').notNullable();
    origin(table);
    table.index(['draft_id']);
  });

  await knex.schema.createTable('aup_reviews', table => {
    table.comment('What the legal seat said of a submission, append-only');
    table.bigIncrements('seq').primary();
    table.string('id', 36).notNullable().unique();
    table
      .string('submission_id', 36)
      .notNullable()
      .references('id')
      .inTable('aup_submissions');
    contentSha256(table);
    table
      .string('outcome', 32)
      .notNullable()
      .comment('approved, changes-requested or rejected');
    table.text('comment').notNullable();
    table
      .text('sections')
      .notNullable()
      .comment('Each section signed off, JSON');
    table.boolean('material').comment('Whether people acknowledge anew');
    table.text('reviewer_ref').notNullable();
    table.text('reviewer_name').notNullable().comment('As it was at the time');
    table.string('seat', 32).notNullable().comment('Held at the time');
    table.bigInteger('reviewed_at_ms').notNullable();
    origin(table);
    table.index(['submission_id']);
  });

  await knex.schema.createTable('aup_ratifications', table => {
    table.comment('Decisions of the sponsor on versions, append-only');
    table
      .string('version', 16)
      .primary()
      .references('version')
      .inTable('aup_versions');
    table.string('sha256', 64).notNullable().comment('Of the canonical text');
    table.text('statement').notNullable();
    table.text('ratified_by').notNullable();
    table.text('ratified_by_name').notNullable();
    table.string('seat', 32).notNullable().comment('Held at the time');
    table.bigInteger('ratified_at_ms').notNullable();
    origin(table);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('aup_ratifications');
  await knex.schema.dropTable('aup_reviews');
  await knex.schema.dropTable('aup_submissions');
  await knex.schema.dropTable('aup_drafts');
};

/** @param {import('knex').Knex.CreateTableBuilder} table */
function contentSha256(table) {
  table
    .string('content_sha256', 64)
    .notNullable()
    .comment('Of the canonical JSON of the document');
}

/** @param {import('knex').Knex.CreateTableBuilder} table */
function origin(table) {
  table.string('origin', 16).notNullable().defaultTo('user');
}
