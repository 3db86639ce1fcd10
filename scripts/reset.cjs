'use strict';

const fs = require('fs');
const { DATA } = require('./paths.cjs');
const { statusOf } = require('./portal.cjs');

/** Forgets everything that the portal remembers. */
async function reset() {
  const url = `http://localhost:${process.env.PORT || 7007}`;
  if (await statusOf(`${url}/.backstage/health/v1/liveness`)) {
    throw new Error(`The portal runs at ${url}. Stop it first.`);
  }
  fs.rmSync(DATA, { recursive: true, force: true });
  console.log(
    'All data of the portal is gone. The next npm start begins anew.',
  );
}

module.exports = { reset };
