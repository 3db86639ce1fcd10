'use strict';

const fs = require('fs');
const { httpGet } = require('./httpGet.cjs');
const { DATA } = require('./paths.cjs');

/** Forgets everything that the portal remembers. */
async function reset() {
  const url = `http://localhost:${process.env.PORT || 7007}`;
  if (await httpGet(`${url}/.backstage/health/v1/liveness`)) {
    throw new Error(`The portal runs at ${url}. Stop it first.`);
  }
  fs.rmSync(DATA, { recursive: true, force: true });
  console.log(
    'All data of the portal is gone. The next npm start begins anew.',
  );
}

module.exports = { reset };
