// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaigns', table => {
    table.comment('The circulation of a version of the policy, one each');
    table
      .string('version', 16)
      .primary()
      .references('version')
      .inTable('aup_versions');
    table.integer('major').notNullable();
    table.integer('minor').notNullable();
    table.text('title').notNullable();
    table
      .string('asks', 16)
      .notNullable()
      .comment('acknowledge, or inform for a minor version');
    table.bigInteger('opened_at_ms').notNullable();
    table.text('opened_by').notNullable();
    table.bigInteger('due_at_ms').notNullable();
    table
      .bigInteger('grace_until_ms')
      .comment('Until when the major version before counts for keys');
    table
      .bigInteger('closed_at_ms')
      .comment('Since when a newer major version asks instead');
    table
      .text('audience_groups')
      .notNullable()
      .comment('Refs that were named, JSON; empty for every group');
    table.integer('audience_people').notNullable();
    table
      .string('audience_sha256', 64)
      .notNullable()
      .comment('Of the people at the publication, canonical JSON');
    table.string('origin', 16).notNullable().defaultTo('user');
  });

  await knex.schema.createTable('campaign_recipients', table => {
    table.comment('Who is asked; a row stays also after the person has left');
    table
      .string('version', 16)
      .notNullable()
      .references('version')
      .inTable('campaigns');
    table.string('user_ref', 255).notNullable();
    table.text('user_name').notNullable().comment('As it was at the time');
    table
      .string('group_ref', 255)
      .notNullable()
      .comment('By which the person is in the audience');
    table.bigInteger('added_at_ms').notNullable();
    table.boolean('joined').notNullable().comment('After the publication');
    table.bigInteger('left_at_ms');
    table.bigInteger('declined_at_ms');
    table.text('decline_reason');
    table.bigInteger('exempt_until_ms');
    table.text('exempt_reason');
    table.text('exempted_by');
    table
      .integer('reminded')
      .notNullable()
      .defaultTo(0)
      .comment('Reminders that were due so far; claims the next one');
    table.integer('reminders').notNullable().defaultTo(0).comment('Sent');
    table.bigInteger('escalated_at_ms').comment('When the lead was told');
    table
      .integer('keys_warned')
      .notNullable()
      .defaultTo(0)
      .comment('Warnings about keys so far');
    table.primary(['version', 'user_ref']);
    table.index(['user_ref']);
  });

  await knex.schema.alterTable('outbox_messages', table => {
    table
      .string('subject', 255)
      .comment('What it tells of, where several things share a scope');
    table.index(['subject', 'recipient_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('outbox_messages', table => {
    table.dropIndex(['subject', 'recipient_ref']);
    table.dropColumn('subject');
  });
  await knex.schema.dropTable('campaign_recipients');
  await knex.schema.dropTable('campaigns');
};
