'use strict';

const fs = require('fs');

/**
 * What came out of tests: counts, and every skipped test with its reason.
 *
 * @typedef {{ passed: number, failed: number, skipped: string[] }} Results
 */

const NONE = { passed: 0, failed: 0, skipped: [] };
const PASSED = { ...NONE, passed: 1 };
const FAILED = { ...NONE, failed: 1 };

/** Reads Jest's `--json` output; a file that could not run counts as one failure. */
function readJestResults(file) {
  const report = readJson(file);
  if (!report) {
    return FAILED;
  }
  const skipped = report.testResults
    .flatMap(suite => suite.assertionResults)
    .filter(({ status }) => ['pending', 'skipped', 'todo'].includes(status))
    .map(({ fullName }) => fullName);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped,
  };
}

/** Reads the output of Playwright's JSON reporter. */
function readPlaywrightResults(file) {
  const report = readJson(file);
  if (!report) {
    return FAILED;
  }
  const { expected, unexpected, flaky } = report.stats;
  const skipped = listSpecs(report.suites)
    .flatMap(spec => spec.tests.map(test => ({ title: spec.title, ...test })))
    .filter(({ status }) => status === 'skipped')
    .map(({ title, annotations }) =>
      [title, ...annotations.map(({ description }) => description)]
        .filter(Boolean)
        .join(': '),
    );
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
  };
}

/** Reads the TAP of Node's own test runner. */
function readTapResults(file) {
  if (!fs.existsSync(file)) {
    return FAILED;
  }
  const tap = fs.readFileSync(file, 'utf8');
  const count = name => Number((tap.match(`# ${name} (\\d+)`) || [])[1] || 0);
  const skipped = [...tap.matchAll(/^ *ok \d+ - (.*?) # SKIP ?(.*)$/gm)].map(
    ([, title, reason]) => [title, reason].filter(Boolean).join(': '),
  );
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped,
  };
}

function listSpecs(suites = []) {
  return suites.flatMap(({ specs, suites: inner }) => [
    ...specs,
    ...listSpecs(inner),
  ]);
}

function sumResults(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: [...sum.skipped, ...one.skipped],
    }),
    NONE,
  );
}

function summaryOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

/** `undefined` where the tests ended before they could write their results. */
function readJson(file) {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}

module.exports = {
  FAILED,
  PASSED,
  readJestResults,
  readPlaywrightResults,
  readTapResults,
  sumResults,
  summaryOf,
};
