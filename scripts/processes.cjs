'use strict';

// Every process that the scripts start leads a process group of its own, so that
// a signal to the group reaches its whole family and Ctrl-C leaves nothing behind.

const { spawn } = require('child_process');
const fs = require('fs');
const { basename, join } = require('path');
const { LOGS, ROOT } = require('./paths.cjs');

const GRACE_MS = 10_000;
const PARENT_CHECK_MS = 1_000;
const LOG_TAIL_LINES = 30;
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Stops of what is running, the newest last. */
const stops = new Set();
let stopping = false;

/**
 * Starts a process. Its output goes to a log file of its name, or to the
 * terminal where `name` is left out. `exited` resolves with what ended it.
 */
function launch(
  command,
  args,
  { name, env, cwd = ROOT, uid, gid, isServer = false } = {},
) {
  if (stopping) {
    throw new Error('Stopped.');
  }
  const log = name && join(LOGS, `${name}.log`);
  const output = log ? openLog(log) : 'inherit';
  const child = spawn(command, args, {
    cwd,
    env,
    uid,
    gid,
    detached: true,
    // The channel tells a server when this process is gone (exitWithParent.cjs).
    stdio: ['ignore', output, output, ...(isServer ? ['ipc'] : [])],
  });
  if (log) {
    fs.closeSync(output);
  }
  if (isServer) {
    child.channel.unref();
  }

  const exited = new Promise(resolve => {
    child.once('error', error => resolve({ code: 127, reason: error.message }));
    child.once('exit', (code, signal) =>
      resolve({
        code: code === null ? 1 : code,
        reason: signal || `exit code ${code}`,
      }),
    );
  });
  const stop = async () => {
    signalGroup(child.pid, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
    await exited;
    clearTimeout(timer);
    // Whoever of the family outlived its head.
    signalGroup(child.pid, 'SIGKILL');
  };
  stops.add(stop);
  exited.then(() => stops.delete(stop));
  /** As a crash would end it. */
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { exited, stop, kill, log };
}

/** Runs a process to its end; rejects with the end of its log when it fails. */
async function run(command, args, options = {}) {
  const { exited, log } = launch(command, args, options);
  const { code, reason } = await exited;
  if (code !== 0) {
    throw new Error(
      `${basename(command)} ${args.join(' ')}: ${reason}${
        log ? tail(log) : ''
      }`,
    );
  }
}

/** The end of a log, with where to find all of it. */
function tail(log) {
  const plain = fs.readFileSync(log, 'utf8').replace(/\u001b\[\d+m/g, '');
  const lines = plain.trimEnd().split('\n');
  return `\n${lines
    .slice(-LOG_TAIL_LINES)
    .join('\n')}\n\nThe whole log: ${log}`;
}

/** Has `stop` called when everything else is stopped. */
function onStop(stop) {
  stops.add(stop);
}

async function stopAll() {
  const pending = [...stops].reverse();
  stops.clear();
  for (const stop of pending) {
    await stop();
  }
}

/** Stops everything when this process is told to end, or has lost its parent. */
function stopOnSignals() {
  const end = async code => {
    if (!stopping) {
      stopping = true;
      await stopAll();
      process.exit(code);
    }
  };
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => end(code));
  }
  // npm's shell may die of a signal without passing it on.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      end(SIGNALS.SIGHUP);
    }
  }, PARENT_CHECK_MS).unref();
}

function isStopping() {
  return stopping;
}

function openLog(path) {
  fs.mkdirSync(LOGS, { recursive: true });
  return fs.openSync(path, 'w');
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

module.exports = {
  isStopping,
  launch,
  onStop,
  run,
  stopAll,
  stopOnSignals,
  tail,
};
