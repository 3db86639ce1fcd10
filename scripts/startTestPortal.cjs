'use strict';

const fs = require('fs');
const os = require('os');
const { join } = require('path');
const { freePort } = require('./freePort.cjs');
const { startPortal } = require('./portal.cjs');

/**
 * The global setup of the browser tests: starts the built portal with ports and
 * data of its own, and answers with what stops it.
 */
module.exports = async function startTestPortal() {
  const dataDirectory = fs.mkdtempSync(join(os.tmpdir(), 'ai-foundation-e2e-'));
  const portal = await startPortal({
    env: process.env,
    port: await freePort(),
    providerPort: await freePort(),
    dataDirectory,
    name: 'browser-tests',
  });
  process.env.PORTAL_URL = portal.url;

  return async () => {
    await portal.stop();
    fs.rmSync(dataDirectory, { recursive: true, force: true });
  };
};
