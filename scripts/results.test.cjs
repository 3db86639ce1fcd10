'use strict';

const assert = require('assert/strict');
const { writeFileSync } = require('fs');
const { join } = require('path');
const { describe, it } = require('node:test');
const {
  readJestResults,
  readPlaywrightResults,
  readTapResults,
  sumResults,
  summaryOf,
} = require('./results.cjs');
const { temporaryFolder } = require('./temporaryFolder.cjs');

const FOLDER = temporaryFolder();

function file(content) {
  const path = join(FOLDER, 'results');
  writeFileSync(
    path,
    typeof content === 'string' ? content : JSON.stringify(content),
  );
  return path;
}

describe('the results of tests', () => {
  it('of Jest count a file that could not run as a failure', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      testResults: [
        {
          assertionResults: [
            { status: 'passed', fullName: 'a' },
            { status: 'pending', fullName: 'b is left out' },
          ],
        },
      ],
    };

    assert.deepEqual(readJestResults(file(report)), {
      passed: 5,
      failed: 3,
      skipped: ['b is left out'],
    });
  });

  it('of Playwright count what is flaky and what broke outside of tests as failures', () => {
    const report = {
      stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 },
      errors: [{ message: 'the portal did not start' }],
      suites: [
        {
          specs: [],
          suites: [
            {
              specs: [
                {
                  title: 'c',
                  tests: [
                    {
                      status: 'skipped',
                      annotations: [{ description: 'no printer' }],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    };

    assert.deepEqual(readPlaywrightResults(file(report)), {
      passed: 4,
      failed: 3,
      skipped: ['c: no printer'],
    });
  });

  it('of Node come from the end of its TAP', () => {
    const tap = [
      'ok 1 - d',
      'ok 2 - e # SKIP only as root',
      '# pass 7',
      '# fail 2',
      '# cancelled 1',
    ].join('\n');

    assert.deepEqual(readTapResults(file(tap)), {
      passed: 7,
      failed: 3,
      skipped: ['e: only as root'],
    });
  });

  it('are one failure where there are none', () => {
    const nowhere = join(FOLDER, 'nowhere');

    for (const read of [
      readJestResults,
      readPlaywrightResults,
      readTapResults,
    ]) {
      assert.deepEqual(read(nowhere), { passed: 0, failed: 1, skipped: [] });
    }
  });

  it('are summed up in one line', () => {
    const sum = sumResults([
      { passed: 5, failed: 0, skipped: ['b'] },
      { passed: 4, failed: 2, skipped: [] },
    ]);

    assert.equal(summaryOf(sum), '9 passed, 2 failed, 1 skipped');
  });
});
