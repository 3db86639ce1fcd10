'use strict';

const assert = require('assert/strict');
const { mkdirSync, rmSync, writeFileSync } = require('fs');
const { join } = require('path');
const { beforeEach, describe, it } = require('node:test');
const { fingerprint, once } = require('./fingerprint.cjs');
const { temporaryFolder } = require('./temporaryFolder.cjs');

const FOLDER = temporaryFolder();
const SOURCE = join(FOLDER, 'source');
const RESULT = join(FOLDER, 'result');

describe('work that is done once', () => {
  let done;

  async function build() {
    await once(
      'test',
      {
        print: fingerprint([SOURCE]),
        result: RESULT,
        stamps: join(FOLDER, 'stamps'),
      },
      () => {
        done += 1;
        writeFileSync(RESULT, '');
      },
    );
  }

  beforeEach(async () => {
    rmSync(join(FOLDER, 'stamps'), { recursive: true, force: true });
    mkdirSync(SOURCE, { recursive: true });
    writeFileSync(join(SOURCE, 'file'), 'one');
    done = 0;
    await build();
  });

  it('is not done again for the same files', async () => {
    await build();

    assert.equal(done, 1);
  });

  it('is done again when a file has changed', async () => {
    writeFileSync(join(SOURCE, 'file'), 'two');
    await build();

    assert.equal(done, 2);
  });

  it('is done again when a file is new', async () => {
    mkdirSync(join(SOURCE, 'inner'), { recursive: true });
    writeFileSync(join(SOURCE, 'inner', 'new'), '');
    await build();

    assert.equal(done, 2);
  });

  it('is done again when its result is gone', async () => {
    rmSync(RESULT);
    await build();

    assert.equal(done, 2);
  });

  it('is done again when it failed', async () => {
    writeFileSync(join(SOURCE, 'file'), 'three');
    const failing = once(
      'test',
      {
        print: fingerprint([SOURCE]),
        result: RESULT,
        stamps: join(FOLDER, 'stamps'),
      },
      () => Promise.reject(new Error('it failed')),
    );

    await assert.rejects(failing, /it failed/);
    await build();
    assert.equal(done, 2);
  });
});
