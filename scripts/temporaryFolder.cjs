'use strict';

const fs = require('fs');
const os = require('os');
const { join } = require('path');

/** An empty folder that is gone when this process ends. */
function temporaryFolder() {
  const folder = fs.mkdtempSync(join(os.tmpdir(), 'ai-foundation-'));
  process.once('exit', () =>
    fs.rmSync(folder, { recursive: true, force: true }),
  );
  return folder;
}

module.exports = { temporaryFolder };
