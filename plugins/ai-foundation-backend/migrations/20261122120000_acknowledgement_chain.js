// @ts-check

const { createHash } = require('node:crypto');

const GENESIS = '0'.repeat(64);

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('aup_acknowledgements', table => {
    table.text('user_email').comment('As it was at the time');
    table.text('consent_text').comment('The sentence that was consented to');
    table.string('consent_sha256', 64);
    table.text('auth').comment('How the person was signed in, JSON');
    table.bigInteger('seen_at_ms').comment('When the version was opened first');
    table.string('previous_hash', 64);
    table.string('hash', 64).comment('Over the row and the one before it');
  });
  await knex.schema.createTable('aup_acknowledgement_chain', table => {
    table.comment(
      'One row: the end of the chain, so that its removal is found',
    );
    table.integer('id').primary();
    table.string('head', 64).notNullable();
  });
  await knex('aup_acknowledgement_chain').insert({
    id: 1,
    head: await chainExisting(knex),
  });

  await knex.schema.createTable('aup_views', table => {
    table.comment('When a person opened a version in the portal first');
    table.string('version', 16).notNullable();
    table.string('user_ref', 255).notNullable();
    table.bigInteger('seen_at_ms').notNullable();
    table.primary(['version', 'user_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('aup_views');
  await knex.schema.dropTable('aup_acknowledgement_chain');
  await knex.schema.alterTable('aup_acknowledgements', table => {
    table.dropColumns(
      'user_email',
      'consent_text',
      'consent_sha256',
      'auth',
      'seen_at_ms',
      'previous_hash',
      'hash',
    );
  });
};

/**
 * Chains what was acknowledged before there was a chain; as the service does it
 * today, and in one place with the table as it was then.
 *
 * @param {import('knex').Knex} knex
 */
async function chainExisting(knex) {
  const rows = await knex('aup_acknowledgements').orderBy('id');
  let head = GENESIS;
  for (const row of rows) {
    const previous = head;
    const entry = {
      acknowledged_at_ms: Number(row.acknowledged_at_ms),
      auth: null,
      consent_sha256: null,
      consent_text: null,
      origin: row.origin,
      seen_at_ms: null,
      sha256: row.sha256,
      user_email: null,
      user_name: row.user_name,
      user_ref: row.user_ref,
      version: row.version,
    };
    head = createHash('sha256')
      .update(previous)
      .update(JSON.stringify(entry))
      .digest('hex');
    await knex('aup_acknowledgements')
      .where('id', row.id)
      .update({ previous_hash: previous, hash: head });
  }
  return head;
}
