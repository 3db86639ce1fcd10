// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('model_sightings', table => {
    table.comment(
      'Since when a model waits for a decision as it is; the catalog does not say',
    );
    table.string('model_ref', 255).notNullable();
    table
      .string('governed_sha256', 64)
      .notNullable()
      .comment('Of the governed fields that were seen');
    table.bigInteger('seen_at_ms').notNullable();
    table.primary(['model_ref', 'governed_sha256']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_sightings');
};
