#!/usr/bin/env node
'use strict';

const { readFileSync } = require('node:fs');
const { parseArgs } = require('node:util');
const { followChain } = require('./followChain.cjs');

const USAGE = `Verifies the audit trail of AI Foundation: that no entry was changed, taken out, put in between or cut off.

  verifyAudit.cjs <export.json> [<next part.json> ...] [--anchor <seq>:<sha256>]
  verifyAudit.cjs --database <file.sqlite | postgres://...> [--schema <name>] [--anchor <seq>:<sha256>]

An anchor is a head of the trail that was kept elsewhere, for example in a log. Without one, this finds whatever was changed
by somebody who did not write all later hashes anew.

It ends with 0 where everything holds, with 1 where it does not, with 2 where it could not look.`;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      database: { type: 'string' },
      schema: { type: 'string' },
      anchor: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean' },
    },
  });
  if (values.help || positionals.length > 0 === Boolean(values.database)) {
    process.stdout.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const { entries, head } = values.database
    ? await readDatabase(values.database, values.schema)
    : readFiles(positionals);
  const verdict = followChain(entries, head, values.anchor.map(readAnchor));
  process.stdout.write(`${inWords(verdict)}\n`);
  return verdict.problem ? 1 : 0;
}

/** @param {string[]} paths of the parts of one export, in any order */
function readFiles(paths) {
  const parts = paths
    .map(path => JSON.parse(readFileSync(path, 'utf8')))
    .sort((a, b) => (a.entries[0]?.seq ?? 0) - (b.entries[0]?.seq ?? 0));
  if (parts.some(({ entries }) => !Array.isArray(entries))) {
    throw new Error('This is no export of an audit trail');
  }
  return {
    entries: parts.flatMap(({ entries }) => entries),
    // Acts may be recorded while parts are exported; the last part knows the end.
    head: parts.at(-1).head,
  };
}

async function readDatabase(connection, schema) {
  const isPostgres = /^postgres(ql)?:/.test(connection);
  const knex = require('knex')(
    isPostgres
      ? { client: 'pg', connection, searchPath: schema }
      : {
          client: 'better-sqlite3',
          connection: { filename: connection, options: { readonly: true } },
          useNullAsDefault: true,
        },
  );
  try {
    // In one transaction, so that both are of the same instant.
    return await knex.transaction(
      async transaction => {
        const rows = await transaction('audit_entries').orderBy('seq');
        const { audit_head } = await transaction('policy_epoch').first();
        const last = rows.at(-1);
        return {
          entries: rows.map(toEntry),
          head: { seq: last && Number(last.seq), hash: audit_head },
        };
      },
      isPostgres ? { isolationLevel: 'repeatable read' } : undefined,
    );
  } finally {
    await knex.destroy();
  }
}

function toEntry({ seq, at_ms, previous_hash, hash, ...content }) {
  return {
    seq: Number(seq),
    content: { ...content, at_ms: Number(at_ms) },
    previousHash: previous_hash,
    hash,
  };
}

function readAnchor(text) {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!hash) {
    throw new Error(`'${text}' is no anchor; one is '<seq>:<sha256>'`);
  }
  return { seq: Number(seq), hash };
}

function inWords({ entries, first, last, fromStart, problem }) {
  if (problem) {
    return `BROKEN: ${problem}. ${entries} entries before it hold.`;
  }
  if (entries === 0) {
    return 'The trail is empty.';
  }
  return fromStart
    ? `${entries} entries, unbroken from the start to entry ${last}.`
    : `${entries} entries, unbroken from entry ${first} to ${last}. What stood before is not in the file.`;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
