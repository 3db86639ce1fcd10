'use strict';

const assert = require('assert/strict');
const { once } = require('events');
const { createServer } = require('net');
const { describe, it } = require('node:test');
const { startPortal } = require('./portal.cjs');

describe('the portal', () => {
  it('says what to do where its port is taken', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address();

    await assert.rejects(
      startPortal({ env: process.env, port }),
      new RegExp(`Port ${port} is taken.*PORT=${port + 100} npm start`),
    );
    other.close();
  });
});
