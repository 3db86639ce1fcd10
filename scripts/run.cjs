'use strict';

// The one entry of `npm start`, `npm test`, `npm run reset` and `npm run bench`. It and what it
// loads run on any Node from 14 on and need nothing installed; everything else
// runs on the Node that toolchain.cjs provides.

const { isStopping, stopAll, stopOnSignals } = require('./processes.cjs');

const COMMANDS = {
  start: () => require('./start.cjs').start(),
  test: () => require('./test.cjs').test(),
  reset: () => require('./reset.cjs').reset(),
  bench: () => require('./bench.cjs').bench(process.argv.slice(3)),
};

async function main() {
  const command = COMMANDS[process.argv[2]];
  if (!command) {
    throw new Error(`Usage: run.cjs ${Object.keys(COMMANDS).join('|')}`);
  }
  if (process.platform === 'win32') {
    throw new Error(
      'This set-up runs on Linux and macOS; on Windows use it inside WSL.',
    );
  }
  stopOnSignals();
  try {
    process.exitCode = await command();
  } finally {
    await stopAll();
  }
}

main().catch(error => {
  if (isStopping()) {
    // What was stopped on demand has not failed.
    return;
  }
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
