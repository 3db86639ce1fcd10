'use strict';

const { join } = require('path');
const { fingerprint, once } = require('./fingerprint.cjs');
const { ROOT } = require('./paths.cjs');
const { run } = require('./processes.cjs');
const { step } = require('./progress.cjs');
const { foldersOf } = require('./workspaces.cjs');

/** Builds the portal's pages, unless nothing that they are made of has changed. */
async function ensureAppBuilt(env) {
  const app = join(ROOT, 'packages', 'app');
  const print = fingerprint([
    ...foldersOf('app').flatMap(folder =>
      ['package.json', 'config.d.ts', 'public', 'src'].map(name =>
        join(folder, name),
      ),
    ),
    join(ROOT, 'app-config.yaml'),
    join(ROOT, 'yarn.lock'),
  ]);
  const result = join(app, 'dist', 'index.html');

  await once('app', { print, result }, () =>
    step('Building the pages', () =>
      run('backstage-cli', ['package', 'build'], {
        name: 'build',
        env,
        cwd: app,
      }),
    ),
  );
}

module.exports = { ensureAppBuilt };
