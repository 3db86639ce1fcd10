'use strict';

const { join } = require('path');

const ROOT = join(__dirname, '..');

/** Fetched and derived things, all of which may be deleted at any time. */
const TOOLCHAIN = join(ROOT, '.toolchain');

const LOGS = join(TOOLCHAIN, 'logs');

/** Everything that the portal remembers. */
const DATA = join(ROOT, 'data');

/** Where the portal that was started last can be found. */
const PORTAL_URL = join(TOOLCHAIN, 'portal-url');

module.exports = { ROOT, TOOLCHAIN, LOGS, DATA, PORTAL_URL };
