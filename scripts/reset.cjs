'use strict';

const fs = require('fs');
const { DATA } = require('./paths.cjs');
const { refuseRunningPortal } = require('./runningPortal.cjs');

/** Forgets everything that the portal remembers. */
async function reset() {
  await refuseRunningPortal();
  fs.rmSync(DATA, { recursive: true, force: true });
  console.log(
    'All data of the portal is gone. The next npm start begins anew.',
  );
}

module.exports = { reset };
