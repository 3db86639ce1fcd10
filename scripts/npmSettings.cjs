'use strict';

const { execFileSync } = require('child_process');

/**
 * The environment in which Corepack and Yarn reach the registry that npm
 * reaches. Neither looks at npm's configuration, and what npm was given may be
 * the only way out of this machine.
 */
function npmSettings() {
  // Corepack does not find Yarn behind an address that ends with a slash.
  const registry = get('registry').replace(/\/+$/, '');
  const caFile = get('cafile');
  return {
    COREPACK_NPM_REGISTRY: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    ...(registry.startsWith('http:') && {
      YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname,
    }),
    ...(caFile && { NODE_EXTRA_CA_CERTS: caFile }),
  };
}

/** A setting of npm, empty where there is none. */
function get(name) {
  const value = execFileSync('npm', ['config', 'get', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return ['null', 'undefined'].includes(value) ? '' : value;
}

module.exports = { npmSettings };
