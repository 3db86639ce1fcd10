// @ts-check

const KEY_COLUMNS = [
  'kind',
  'issuance',
  'approved_by',
  'requested_at_ms',
  'ceiling_pico_usd',
  'suspended_at_ms',
  'suspended_by',
  'suspended_reason',
  'rotated_at_ms',
  'rotated_by',
  'previous_secret_sha256',
  'previous_valid_until_ms',
  'current_secret_used_at_ms',
  'previous_secret_used_at_ms',
  'noticed_days',
];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // Columns are added one by one, so that SQLite does not make the table anew,
  // which rows of the ledger point to.
  await knex.schema.alterTable('keys', table => {
    table
      .string('kind', 16)
      .notNullable()
      .defaultTo('standard')
      .comment('standard, experiment or validation');
    table
      .string('issuance', 16)
      .notNullable()
      .defaultTo('automatic')
      .comment('automatic: by policy; approved: by a person');
    table.text('approved_by');
    table.bigInteger('requested_at_ms').comment('Before its issue, if it was');
    table
      .specificType('ceiling_pico_usd', 'numeric(38,0)')
      .comment('Of the key itself, a month, as it was issued');
    table.bigInteger('suspended_at_ms');
    table.text('suspended_by');
    table.text('suspended_reason');
    table.bigInteger('rotated_at_ms');
    table.text('rotated_by');
    table
      .string('previous_secret_sha256', 64)
      .comment('Kept after its end, so that its use is told so');
    table.bigInteger('previous_valid_until_ms');
    table.bigInteger('current_secret_used_at_ms').comment('Since a rotation');
    table.bigInteger('previous_secret_used_at_ms').comment('Since a rotation');
    table
      .integer('noticed_days')
      .comment('The smallest notice before its end that was sent');
  });

  await knex.schema.createTable('key_requests', table => {
    table.comment(
      'Keys that need an approver; no secret exists before the end',
    );
    table.string('id', 36).primary();
    table.text('request').notNullable().comment('As it was made, JSON');
    table.text('justification').notNullable();
    table.string('owner_ref', 255).notNullable();
    table.string('team_ref', 255).notNullable();
    table.string('requested_by', 255).notNullable();
    table.bigInteger('requested_at_ms').notNullable();
    table.text('needs').notNullable().comment('What needs approval, JSON');
    table
      .string('state', 16)
      .notNullable()
      .comment('requested, approved, refused, withdrawn or collected');
    table
      .bigInteger('ends_at_ms')
      .notNullable()
      .comment('From then on it counts as expired, unless it has ended before');
    table.text('decided_by');
    table.bigInteger('decided_at_ms');
    table.text('decision_reason');
    table
      .string('facts_sha256', 64)
      .comment(
        'Of the request, its models and its tier, as they were approved',
      );
    table.string('key_id', 16).references('id').inTable('keys');
    table
      .string('origin', 16)
      .notNullable()
      .defaultTo('user')
      .comment('user, or demo for what a demo portal seeded');
    table.index(['requested_by']);
    table.index(['state', 'ends_at_ms']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('key_requests');
  for (const column of KEY_COLUMNS) {
    await knex.raw('ALTER TABLE ?? DROP COLUMN ??', ['keys', column]);
  }
};
