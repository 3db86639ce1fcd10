'use strict';

const fs = require('fs');
const { join } = require('path');
const { ensureAppBuilt } = require('./buildApp.cjs');
const { ensureChromium } = require('./chromium.cjs');
const { ensureInstalled } = require('./install.cjs');
const { LOGS } = require('./paths.cjs');
const { startPostgres } = require('./postgres.cjs');
const { launch } = require('./processes.cjs');
const { elapsed, step } = require('./progress.cjs');
const {
  FAILED,
  PASSED,
  readJestResults,
  readPlaywrightResults,
  readTapResults,
  sumResults,
  summaryOf,
} = require('./results.cjs');
const { ensureToolchain } = require('./toolchain.cjs');

const TAP_RESULTS = join(LOGS, 'scripts.tap');
const JEST_RESULTS = join(LOGS, 'jest.json');
const PLAYWRIGHT_RESULTS = join(LOGS, 'playwright.json');

/** Sets up what is missing, runs everything that checks the project and sums it up. */
async function test() {
  const env = { ...(await ensureToolchain()), CI: 'true', FORCE_COLOR: '0' };
  await ensureInstalled(env);

  const results = [
    await check(
      'Formatting',
      'prettier',
      ['--check', '--loglevel=warn', '.'],
      env,
    ),
    await check(
      'Lint',
      'backstage-cli',
      ['repo', 'lint', '--max-warnings=0'],
      env,
    ),
    await check('Types', 'tsc', ['--noEmit', '--incremental', 'false'], env),
    await phase('Set-up scripts', () => testScripts(env)),
    await phase('Unit and integration tests, on SQLite and PostgreSQL', () =>
      testPackages(env),
    ),
    await phase('Browser tests', () => testInBrowser(env)),
  ];

  const sum = sumResults(results);
  console.log();
  sum.skipped.forEach(reason => console.log(`skipped: ${reason}`));
  console.log(summaryOf(sum));
  return sum.failed === 0 ? 0 : 1;
}

function check(title, command, args, env) {
  return phase(title, async () =>
    (await succeeds(command, args, env)) ? PASSED : FAILED,
  );
}

async function testScripts(env) {
  fs.rmSync(TAP_RESULTS, { force: true });
  const isGood = await succeeds(
    'node',
    [
      '--test',
      '--test-timeout=60000',
      '--test-force-exit',
      '--test-reporter=dot',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${TAP_RESULTS}`,
      'scripts/*.test.cjs',
    ],
    env,
  );
  return withExitCode(readTapResults(TAP_RESULTS), isGood);
}

async function testPackages(env) {
  fs.rmSync(JEST_RESULTS, { force: true });
  const connection = await step('Starting PostgreSQL', () =>
    startPostgres(env),
  );
  const isGood = await succeeds(
    'backstage-cli',
    [
      'repo',
      'test',
      '--json',
      `--outputFile=${JEST_RESULTS}`,
      '--maxWorkers=2',
    ],
    {
      ...env,
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connection,
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    },
  );
  return withExitCode(readJestResults(JEST_RESULTS), isGood);
}

async function testInBrowser(env) {
  fs.rmSync(PLAYWRIGHT_RESULTS, { force: true });
  const chromium = await ensureChromium(env);
  await ensureAppBuilt(env);
  const isGood = await succeeds(
    'playwright',
    ['test', '--config=e2e', '--reporter=list,json'],
    {
      ...env,
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_RESULTS,
    },
  );
  return withExitCode(readPlaywrightResults(PLAYWRIGHT_RESULTS), isGood);
}

/** A runner that says it failed has failed, whatever its results say. */
function withExitCode(results, isGood) {
  return isGood || results.failed > 0 ? results : sumResults([results, FAILED]);
}

/** Runs a phase; whatever stops it is one failure, and the next phase begins. */
async function phase(title, work) {
  const startedAt = Date.now();
  console.log(`\n== ${title}`);
  const results = await work().catch(error => {
    console.log(error.message);
    return FAILED;
  });
  console.log(`== ${title}: ${summaryOf(results)} in ${elapsed(startedAt)}`);
  return results;
}

async function succeeds(command, args, env) {
  const { exited } = launch(command, args, { env });
  return (await exited).code === 0;
}

module.exports = { test };
