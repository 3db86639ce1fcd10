'use strict';

const assert = require('assert/strict');
const { spawn } = require('child_process');
const { once } = require('events');
const { existsSync, readFileSync } = require('fs');
const { join } = require('path');
const { describe, it } = require('node:test');
const { launch, run } = require('./processes.cjs');
const { temporaryFolder } = require('./temporaryFolder.cjs');

const FOLDER = temporaryFolder();

/** A shell that starts a long sleep and writes down the sleep's process id. */
function family(name) {
  const file = join(FOLDER, name);
  return { file, script: `sleep 600 & echo $! > ${file}; wait` };
}

async function pidIn(file) {
  await eventually(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
  return Number(readFileSync(file, 'utf8'));
}

async function eventually(check) {
  const deadline = Date.now() + 5_000;
  while (!check()) {
    assert.ok(Date.now() < deadline, 'it did not happen within 5 s');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a process', () => {
  it('takes all that it has started along when it is stopped', async () => {
    const { file, script } = family('stopped');
    const { stop } = launch('sh', ['-c', script], { name: 'test-stop' });
    const pid = await pidIn(file);
    assert.ok(runs(pid));

    await stop();

    await eventually(() => !runs(pid));
  });

  it('fails with the end of its log and without its colours', async () => {
    const failing = run(
      'sh',
      ['-c', "printf '\\033[31mno luck\\033[0m'; exit 3"],
      {
        name: 'test-fail',
      },
    );

    await assert.rejects(failing, /exit code 3\nno luck\n\nThe whole log: /);
  });

  it('fails where there is no such program', async () => {
    await assert.rejects(
      run('no-such-program', [], { name: 'test-missing' }),
      /ENOENT/,
    );
  });
});

describe('the script itself', () => {
  function startScript(name) {
    const { file, script } = family(name);
    const code = `
      const { launch, stopOnSignals } = require('./processes.cjs');
      stopOnSignals();
      launch('sh', ['-c', ${JSON.stringify(script)}], { name: 'test-${name}' });
      setInterval(() => {}, 1000);
    `;
    return {
      file,
      child: spawn(process.execPath, ['-e', code], { cwd: __dirname }),
    };
  }

  it('stops everything on a signal and says so by its exit code', async () => {
    const { file, child } = startScript('signal');
    const pid = await pidIn(file);

    child.kill('SIGINT');
    const [code] = await once(child, 'exit');

    assert.equal(code, 130);
    await eventually(() => !runs(pid));
  });

  it('stops the servers even when it is killed', async () => {
    const file = join(FOLDER, 'killed');
    const server = `require('fs').writeFileSync(${JSON.stringify(
      file,
    )}, String(process.pid)); setInterval(() => {}, 1000);`;
    const code = `
      const { launch } = require('./processes.cjs');
      launch(process.execPath, ['--require', './exitWithParent.cjs', '-e', ${JSON.stringify(
        server,
      )}], { name: 'test-killed', isServer: true, cwd: process.cwd() });
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['-e', code], { cwd: __dirname });
    const pid = await pidIn(file);

    child.kill('SIGKILL');

    await eventually(() => !runs(pid));
  });
});
