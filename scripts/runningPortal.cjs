'use strict';

const fs = require('fs');
const { dirname } = require('path');
const { httpGet } = require('./httpGet.cjs');
const { PORTAL_URL } = require('./paths.cjs');

/** Rejects while a portal runs on this repository's data, whatever its port. */
async function refuseRunningPortal(file = PORTAL_URL) {
  if (!fs.existsSync(file)) {
    return;
  }
  const url = fs.readFileSync(file, 'utf8');
  if (await httpGet(`${url}/.backstage/health/v1/liveness`)) {
    throw new Error(`The portal runs at ${url}. Stop it first.`);
  }
}

/** Writes down where the portal runs. */
function rememberPortal(url, file = PORTAL_URL) {
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(file, url);
}

module.exports = { refuseRunningPortal, rememberPortal };
