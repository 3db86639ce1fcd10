'use strict';

const { createHash } = require('crypto');
const fs = require('fs');
const { dirname, join } = require('path');
const { TOOLCHAIN } = require('./paths.cjs');

const STAMPS = join(TOOLCHAIN, 'stamps');

/** A hash of the contents of files and, with all that is in them, folders. */
function fingerprint(paths, ...facts) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const file of paths.flatMap(listFiles)) {
    hash.update(`\n${file}\n`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/** Does `work` unless its result is there, made for the same fingerprint. */
async function once(name, { print, result, stamps = STAMPS }, work) {
  const stamp = join(stamps, name);
  const isDone =
    fs.existsSync(result) &&
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === print;
  if (isDone) {
    return;
  }
  await work();
  fs.mkdirSync(dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, print);
}

function listFiles(path) {
  if (!fs.existsSync(path)) {
    return [];
  }
  if (!fs.statSync(path).isDirectory()) {
    return [path];
  }
  return fs
    .readdirSync(path)
    .sort()
    .flatMap(name => listFiles(join(path, name)));
}

module.exports = { fingerprint, once };
