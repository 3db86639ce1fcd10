'use strict';

const { execFileSync } = require('child_process');
const { join } = require('path');
const { fingerprint, once } = require('./fingerprint.cjs');
const { npmSettings } = require('./npmSettings.cjs');
const { ROOT } = require('./paths.cjs');
const { run } = require('./processes.cjs');
const { step } = require('./progress.cjs');
const { readWorkspaces } = require('./workspaces.cjs');

/** Installs the dependencies as the lockfile says, unless that was done. */
async function ensureInstalled(env) {
  const manifests = [ROOT, ...readWorkspaces().values()].map(folder =>
    join(folder, 'package.json'),
  );
  const print = fingerprint(
    [join(ROOT, 'yarn.lock'), join(ROOT, '.yarnrc.yml'), ...manifests],
    // Native add-ons are installed for one ABI.
    execFileSync('node', ['-p', 'process.versions.modules'], {
      env,
      encoding: 'utf8',
    }),
  );
  const result = join(ROOT, 'node_modules', '.yarn-state.yml');

  await once('install', { print, result }, () =>
    step('Installing dependencies (minutes the first time)', () =>
      run('yarn', ['install', '--immutable'], {
        name: 'install',
        // What the user set for the tools themselves counts more.
        env: { ...npmSettings(), ...env },
      }),
    ),
  );
}

module.exports = { ensureInstalled };
