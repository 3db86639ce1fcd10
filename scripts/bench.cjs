'use strict';

const { join } = require('path');
const { ensureInstalled } = require('./install.cjs');
const { ROOT } = require('./paths.cjs');
const { startPostgres } = require('./postgres.cjs');
const { launch } = require('./processes.cjs');
const { step } = require('./progress.cjs');
const { ensureToolchain } = require('./toolchain.cjs');

/** Sets up what is missing and measures the gateway beside others; see docs/performance.md. */
async function bench(args) {
  const env = await ensureToolchain();
  await ensureInstalled(env);
  const postgres = await step('Starting PostgreSQL', () =>
    startPostgres(env, { durable: true }),
  );
  const { exited } = launch(
    'node',
    [
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      join(ROOT, 'bench', 'src', 'main.ts'),
      ...args,
    ],
    { env: { ...env, BENCH_POSTGRES: postgres } },
  );
  return (await exited).code;
}

module.exports = { bench };
