// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('exemptions', table => {
    table.comment(
      'Exemptions from rules of the policy; a row is never deleted',
    );
    table.string('id', 16).primary().comment('For people, for example EX-7');
    table.string('aup_version', 16).notNullable();
    table.text('rules').notNullable().comment('JSON, in the words they had');
    table.string('team_ref', 255).notNullable();
    table.string('application_ref', 255).comment('Where only it is meant');
    table.string('key_id', 64).comment('Where only it is meant');
    table.string('tier', 255).comment('Whose data the gateway lets through');
    table.text('models').comment('JSON array of the refs it lets it to');
    table.text('justification').notNullable();
    table.text('risk_assessment').notNullable();
    table.text('compensating_control').notNullable();
    table.text('revocation_condition').notNullable();
    table.string('requested_by', 255).notNullable();
    table.bigInteger('requested_at_ms').notNullable();
    table.bigInteger('ends_at_ms').notNullable().comment('Nothing moves it');
    table.bigInteger('approved_at_ms').comment('When the last seat consented');
    table
      .string('ended_as', 16)
      .comment('refused, revoked or withdrawn; expiry follows from the clock');
    table.string('ended_by', 255);
    table.bigInteger('ended_at_ms');
    table.text('end_reason');
    table.string('origin', 16).notNullable().defaultTo('user');
    table.index(['ended_as', 'approved_at_ms', 'ends_at_ms']);
    table.index('team_ref');
  });

  await knex.schema.createTable('exemption_consents', table => {
    table.comment('What each seat said, a person each');
    table
      .string('exemption_id', 16)
      .notNullable()
      .references('id')
      .inTable('exemptions');
    table.string('seat', 32).notNullable();
    table.string('decision', 16).notNullable().comment('approved or refused');
    table.string('decided_by', 255).notNullable();
    table.bigInteger('decided_at_ms').notNullable();
    table.text('reason').notNullable();
    table.primary(['exemption_id', 'seat']);
    table.unique(['exemption_id', 'decided_by']);
  });

  await knex.schema.createTable('exemption_notices', table => {
    table.comment('How many days before an end people were told of it');
    table
      .string('exemption_id', 16)
      .notNullable()
      .references('id')
      .inTable('exemptions');
    table.integer('days').notNullable();
    table.bigInteger('noticed_at_ms').notNullable();
    table.primary(['exemption_id', 'days']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('exemption_notices');
  await knex.schema.dropTable('exemption_consents');
  await knex.schema.dropTable('exemptions');
};
