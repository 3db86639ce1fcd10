// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('request_contents', table => {
    table.comment(
      'Prompts and answers of tiers that allow it, encrypted; written before a request is sent on',
    );
    table
      .string('request_id', 36)
      .primary()
      .comment('Of the first attempt; there before its row is');
    table.bigInteger('kept_at_ms').notNullable();
    table
      .string('encryption_key_id', 16)
      .notNullable()
      .comment('Which key opens it');
    table
      .binary('prompt')
      .notNullable()
      .comment('Nonce, ciphertext and tag of AES-256-GCM');
    table.boolean('prompt_cut').notNullable().comment('Whether it was longer');
    table.binary('answer').comment('The same, once the answer has ended');
    table.boolean('answer_cut');
    table.index(['kept_at_ms']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('request_contents');
};
