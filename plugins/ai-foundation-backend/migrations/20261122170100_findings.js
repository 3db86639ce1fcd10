// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('findings', table => {
    table.comment('Agents and workloads that came before their stage');
    table.string('id', 36).primary();
    table
      .string('fingerprint', 64)
      .notNullable()
      .unique()
      .comment('Of what it is about, so that it is found once');
    table.string('kind', 32).notNullable();
    table.string('source', 16).notNullable();
    table.string('subject_ref', 255);
    table.text('title').notNullable();
    table.text('detail').notNullable();
    table.text('reported_by');
    table.bigInteger('found_at_ms').notNullable();
    table.bigInteger('seen_at_ms').notNullable();
    table.string('state', 16).notNullable().comment('open, triaged, resolved');
    table.string('decision', 16).comment('The newest');
    table.text('reason');
    table.string('owner_ref', 255).comment('Who sees to it');
    table.bigInteger('due_at_ms');
    table.text('decided_by');
    table.bigInteger('decided_at_ms');
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['state', 'found_at_ms']);
  });

  await knex.schema.createTable('finding_events', table => {
    table.comment('What happened to each finding, append-only');
    table.bigIncrements('id').primary();
    table
      .string('finding_id', 36)
      .notNullable()
      .references('id')
      .inTable('findings');
    table.bigInteger('at_ms').notNullable();
    table.text('actor_ref').comment('Empty where the portal did it by itself');
    table.string('event', 16).notNullable();
    table.string('decision', 16);
    table.text('reason');
    table.index(['finding_id', 'id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('finding_events');
  await knex.schema.dropTable('findings');
};
