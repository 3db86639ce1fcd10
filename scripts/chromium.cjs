'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const { delimiter, join } = require('path');
const { run } = require('./processes.cjs');
const { step } = require('./progress.cjs');

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium for the browser tests; installs Debian's where it may. */
async function ensureChromium(env) {
  return findChromium() || (await installChromium(env)) || fail();
}

function findChromium() {
  const { CHROMIUM_PATH, PATH } = process.env;
  if (CHROMIUM_PATH) {
    return CHROMIUM_PATH;
  }
  const candidates = PATH.split(delimiter).flatMap(folder =>
    NAMES.map(name => join(folder, name)),
  );
  return [...candidates, ...MAC_PATHS].find(path => fs.existsSync(path));
}

async function installChromium(env) {
  const asRoot = rootPrefix();
  if (!asRoot || !succeeds('apt-get', ['--version'])) {
    return undefined;
  }
  await step('Installing Chromium from the distribution', async () => {
    for (const args of [['update'], ['install', '--yes', 'chromium']]) {
      const [command, ...rest] = [...asRoot, 'apt-get', '--quiet', ...args];
      await run(command, rest, {
        name: 'chromium',
        env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
  });
  return findChromium();
}

/** How to become root without being asked for anything. */
function rootPrefix() {
  if (process.getuid() === 0) {
    return [];
  }
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

function succeeds(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function fail() {
  throw new Error(
    'The browser tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to it.',
  );
}

module.exports = { ensureChromium };
