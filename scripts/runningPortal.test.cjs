'use strict';

const assert = require('assert/strict');
const { once } = require('events');
const fs = require('fs');
const { createServer } = require('http');
const os = require('os');
const { join } = require('path');
const { describe, it } = require('node:test');
const { refuseRunningPortal, rememberPortal } = require('./runningPortal.cjs');

describe('a portal that runs already', () => {
  it('is in the way until it has stopped, whatever its port', async () => {
    const folder = fs.mkdtempSync(join(os.tmpdir(), 'running-portal-'));
    const file = join(folder, 'portal-url');
    await refuseRunningPortal(file);

    const portal = createServer((_, response) => response.end()).listen(0);
    await once(portal, 'listening');
    const url = `http://localhost:${portal.address().port}`;
    rememberPortal(url, file);
    await assert.rejects(refuseRunningPortal(file), new RegExp(url));

    portal.close();
    portal.closeAllConnections();
    await once(portal, 'close');
    await refuseRunningPortal(file);
    fs.rmSync(folder, { recursive: true });
  });
});
