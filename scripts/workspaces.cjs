'use strict';

const fs = require('fs');
const { join } = require('path');
const { ROOT } = require('./paths.cjs');

/** The packages of the repository, by name. */
function readWorkspaces() {
  const { workspaces } = readManifest(ROOT);
  const folders = workspaces.flatMap(pattern =>
    pattern.endsWith('/*')
      ? fs
          .readdirSync(join(ROOT, pattern.slice(0, -2)))
          .map(name => join(ROOT, pattern.slice(0, -2), name))
      : [join(ROOT, pattern)],
  );
  return new Map(
    folders
      .filter(folder => fs.existsSync(join(folder, 'package.json')))
      .map(folder => [readManifest(folder).name, folder]),
  );
}

/** The folder of a package with those of the packages here that it is made of. */
function foldersOf(name, workspaces = readWorkspaces(), seen = new Set()) {
  const folder = workspaces.get(name);
  if (folder && !seen.has(folder)) {
    seen.add(folder);
    Object.keys(readManifest(folder).dependencies || {}).forEach(dependency =>
      foldersOf(dependency, workspaces, seen),
    );
  }
  return [...seen];
}

function readManifest(folder) {
  return JSON.parse(fs.readFileSync(join(folder, 'package.json'), 'utf8'));
}

module.exports = { foldersOf, readWorkspaces };
